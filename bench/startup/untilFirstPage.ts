import type { Service } from "../sample.js"

/** Prints the CPU time of this process from its start until the program ends, in milliseconds. */
export const untilFirstPage = (program: (service: Service) => Promise<unknown>): void => {
  void program(JSON.parse(process.argv.at(-1) ?? "") as Service).then(() => {
    const { system, user } = process.cpuUsage()
    process.stdout.write(String((system + user) / 1000))
    process.exit(0)
  })
}
