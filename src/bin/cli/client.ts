import * as CliOptions from "@effect/cli/Options"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Auth from "../../Auth.js"
import * as NodeHttp from "../../NodeHttp.js"
import * as PureCloud from "../../PureCloud.js"
import * as PureCloudConfig from "../../PureCloudConfig.js"
import * as Simulator from "../../Simulator.js"
import { wholeNumber } from "../options.js"
import { UsageError } from "../runCommand.js"

/*
 * The client of the command line.
 */

/** Options that select the service. */
export const options = {
  simulate: CliOptions.boolean("simulate").pipe(
    CliOptions.withDescription("Use a simulated organization in memory instead of the real service.")
  ),
  simulatedUsers: wholeNumber("simulated-users", "Number of users of the simulated organization. Default 1000.").pipe(
    CliOptions.withDefault(1000)
  )
}

/** Values of {@link options}. */
export interface Selection {
  readonly simulate: boolean
  readonly simulatedUsers: number
}

/** Reads a token or, if there is none, the credentials of a client. */
const auth = Config.option(Config.redacted(Config.nonEmptyString("PURECLOUD_ACCESS_TOKEN"))).pipe(
  Effect.flatMap(Option.match({
    onNone: () => Effect.map(Auth.config, Auth.layerClientCredentials),
    onSome: (token) => Effect.succeed(Auth.layerStatic(token))
  })),
  Effect.mapError((error) =>
    ConfigError.isMissingDataOnly(error)
      ? new UsageError({
        message:
          "The environment has no credentials. Set PURECLOUD_CLIENT_ID and PURECLOUD_SECRET, or PURECLOUD_ACCESS_TOKEN, or add --simulate"
      })
      : error
  )
)

type Settings = Pick<PureCloudConfig.Options, "onEvent">

type LayerError = ConfigError.ConfigError | UsageError

const live = (config: Settings): Layer.Layer<PureCloud.PureCloud, LayerError> =>
  Layer.unwrapEffect(
    Effect.map(
      Effect.all([PureCloudConfig.config, auth]),
      ([hosts, auth]) => PureCloud.layer({ ...hosts, ...config, auth })
    )
  ).pipe(Layer.provide(NodeHttp.layerConfig()))

/** Provides the client of the real service, or of the simulated one. */
export const layer = (
  { simulate, simulatedUsers }: Selection,
  config: Settings = {}
): Layer.Layer<PureCloud.PureCloud, LayerError> =>
  simulate ? Simulator.layer({ users: simulatedUsers, config }) : live(config)
