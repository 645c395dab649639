import { spawn } from "node:child_process"

/**
 * Starts a program in a folder, and waits until it has printed a text. Returns the match, and a function that stops the
 * program and waits until it has ended.
 */
export const start = async (cwd, command, args, ready) => {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise((resolve) => child.on("exit", resolve))
  const stop = (signal) => {
    child.kill(signal)
    return ended
  }
  let output = ""
  for await (const chunk of child.stdout) {
    output += chunk
    const match = ready.exec(output)
    if (match !== null) return { match, stop }
  }
  throw new Error(`${command} ended: ${output}`)
}

/** Matches what the simulator prints when it is ready. The group is its URL. */
export const simulatorReady = /ready at (http:\S+)/
