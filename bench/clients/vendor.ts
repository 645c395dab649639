/**
 * The vendor's SDK, used like in its documentation.
 */
import sdk from "purecloud-platform-client-v2"
import type { Service } from "../sample.js"

const { ApiClient: { instance }, UsersApi } = sdk
const api = new UsersApi()

const aim = ({ url }: Service) => {
  const { hostname: host, port } = new URL(url)
  instance.setGateway({ protocol: "http", host, port })
  instance.setAccessToken("t")
}

export const getUser = async (service: Service): Promise<void> => {
  aim(service)
  await api.getUser("u")
}

export const pages = async (
  service: Service,
  pageSize: number,
  pageCount: number,
  onPage: (users: ReadonlyArray<unknown>) => unknown = () => {}
): Promise<void> => {
  aim(service)
  for (let pageNumber = 1; pageNumber <= pageCount; pageNumber++) {
    const { entities } = await api.getUsers({ pageSize, pageNumber })
    await onPage(entities)
  }
}
