/** The part of the vendor's SDK that is measured. It is installed only for the benchmarks. */
declare module "purecloud-platform-client-v2" {
  interface Listing {
    readonly entities: ReadonlyArray<{ readonly id: string }>
    readonly pageCount: number
  }
  class UsersApi {
    getUser(userId: string): Promise<{ readonly id: string }>
    getUsers(options: { readonly pageSize: number; readonly pageNumber: number }): Promise<Listing>
  }
  interface ApiClient {
    setGateway(gateway: { readonly protocol: string; readonly host: string; readonly port: string }): void
    setAccessToken(token: string): void
  }
  const sdk: { readonly ApiClient: { readonly instance: ApiClient }; readonly UsersApi: typeof UsersApi }
  export default sdk
}
