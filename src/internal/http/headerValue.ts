/** Whether a token can be sent in a header: it has printable ASCII characters only, and no spaces. */
export const isHeaderSafe = (token: string): boolean => /^[\x21-\x7e]+$/.test(token)
