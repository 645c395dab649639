// Prints the OpenAPI document of all operations.
//   npm run -s openapi > openapi.json
import { Console } from "effect"
import * as OpenApi from "effect-purecloud/OpenApi"
import { runMain } from "../src/bin/main.js"

runMain(Console.log(JSON.stringify(OpenApi.users(), null, 2)))
