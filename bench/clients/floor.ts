/**
 * The minimum: undici and JSON.parse without a client.
 */
import { Agent, request } from "undici"
import type { Service } from "../sample.js"

const dispatcher = new Agent({ connections: 64 })

const get = async (url: string): Promise<string> => {
  const { body } = await request(url, { dispatcher, headers: { authorization: "Bearer t" } })
  return body.text()
}

interface Listing {
  readonly entities: ReadonlyArray<unknown>
}

export const getUser = async ({ url }: Service): Promise<void> => {
  JSON.parse(await get(`${url}/api/v2/users/u`))
}

export const pages = async (
  { url }: Service,
  pageSize: number,
  pageCount: number,
  onPage: (users: ReadonlyArray<unknown>) => unknown = () => {},
  ahead = 1
): Promise<void> => {
  let next = 1
  const loop = async () => {
    while (next <= pageCount) {
      const page = await get(`${url}/api/v2/users?pageSize=${pageSize}&pageNumber=${next++}`)
      await onPage((JSON.parse(page) as Listing).entities)
    }
  }
  await Promise.all(Array.from({ length: ahead }, loop))
}
