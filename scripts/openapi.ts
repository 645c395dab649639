// Prints the OpenAPI document of all operations.
//   npm run -s openapi > openapi.json
import * as OpenApi from "effect-purecloud/OpenApi"

process.stdout.write(`${JSON.stringify(OpenApi.users(), null, 2)}\n`)
