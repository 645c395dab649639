/** Whether a token can stand in a header. */
export const isHeaderSafe = (token: string): boolean => /^[\x21-\x7e]+$/.test(token)
