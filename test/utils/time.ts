/**
 * Simulated time for tests on real sockets. It stops while the program is active, and jumps to the end of the next
 * sleep when the program is idle. So tests do not wait in real time, a slow machine does not change their result, and
 * the fibers that still sleep at the end can be counted.
 */
import { Clock, Duration, Effect, type Exit, type Fiber, Option } from "effect"

export interface Time {
  readonly clock: Clock.Clock
  readonly isReal: boolean
  /** Milliseconds since the start, which do not change if the time of day is set. */
  readonly elapsed: () => number
  /** The time of day, in milliseconds since 1970. */
  readonly now: () => number
  /** Sets the time of day forward or back, by milliseconds. Sleeping fibers are not affected: timers use `elapsed`. */
  readonly shift: (millis: number) => void
  /** Number of sleeping fibers. */
  readonly asleep: () => number
  /** Reports activity, so time stops for a little longer. */
  readonly touch: () => void
  /** Runs a program with this clock to its end. */
  readonly run: <A, E, R>(program: Effect.Effect<A, E, R>) => Effect.Effect<Exit.Exit<A, E>, never, R>
}

/**
 * Number of turns of the event loop without activity after which the program counts as idle. Loopback sockets need one
 * or two. Threads that decompress a body need more. Fibers alone need one. Files need few, because Node lists the file
 * operations that have not ended.
 */
const idleTurns = { sockets: 5, threads: 40, files: 5, memory: 3 }

const turn = (over: keyof typeof idleTurns) =>
  new Promise<void>((resolve) => over === "memory" ? setImmediate(resolve) : setTimeout(() => setImmediate(resolve), 1))

/** Whether operations on files have not ended. On a busy disk they may take long. */
const areFilesBusy = () => process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq"))

/** Waits until the program is idle, given the number of its moves. */
const untilIdle = (over: keyof typeof idleTurns, moves: () => number) =>
  Effect.promise(async () => {
    for (let turns = 0; turns < idleTurns[over]; turns++) {
      const before = moves()
      await turn(over)
      if (moves() !== before || (over === "files" && areFilesBusy())) turns = -1
    }
  })

/** Waits for the end of a fiber. Wakes the next sleeper each time the fiber is idle. */
const drive = <A, E>(
  fiber: Fiber.RuntimeFiber<A, E>,
  idle: Effect.Effect<void>,
  wakeNext: () => void
): Effect.Effect<Exit.Exit<A, E>> =>
  Effect.flatMap(fiber.poll, (polled) =>
    Option.isSome(polled)
      ? Effect.succeed(polled.value)
      : Effect.flatMap(idle, () =>
        Effect.flatMap(fiber.poll, (polled) => {
          if (Option.isNone(polled)) wakeNext()
          return drive(fiber, idle, wakeNext)
        })))

/**
 * Starts a simulated time. With a step in milliseconds, sleeps end at its multiples, together, like on a slow machine.
 */
export const make = (over: keyof typeof idleTurns = "sockets", step = 0): Time => {
  const start = Date.UTC(2026, 10, 23)
  let elapsed = 0
  let skew = 0
  let moves = 0
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()
  const now = () => start + elapsed + skew
  const nanos = () => BigInt(Math.round((start + elapsed) * 1000)) * 1000n

  const clock: Clock.Clock = {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: now,
    unsafeCurrentTimeNanos: nanos,
    currentTimeMillis: Effect.sync(now),
    currentTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.async<void>((resume) => {
        moves++
        const sleeper = { until: elapsed + Duration.toMillis(duration), wake: () => resume(Effect.void) }
        sleepers.add(sleeper)
        return Effect.sync(() => {
          moves++
          sleepers.delete(sleeper)
        })
      })
  }

  const wakeNext = () => {
    if (sleepers.size === 0) return
    const next = Math.max(elapsed, Math.min(...[...sleepers].map(({ until }) => until)))
    elapsed = step === 0 ? next : Math.ceil(next / step) * step
    for (const sleeper of sleepers) {
      if (sleeper.until > elapsed) continue
      sleepers.delete(sleeper)
      sleeper.wake()
    }
  }

  const idle = untilIdle(over, () => moves)

  return {
    clock,
    isReal: false,
    elapsed: () => elapsed,
    now,
    shift: (millis) => void (skew += millis),
    asleep: () => sleepers.size,
    touch: () => void moves++,
    run: (program) =>
      Effect.flatMap(
        Effect.fork(Effect.withClock(program, clock)),
        (fiber) => Effect.onInterrupt(drive(fiber, idle, wakeNext), () => fiber.interruptAsFork(fiber.id()))
      )
  }
}

/** Runs a program without sockets and files in simulated time. Returns its result, and the milliseconds that it took. */
export const timed = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    const time = make("memory")
    return Effect.map(Effect.flatten(time.run(program)), (value) => ({ value, millis: time.elapsed() }))
  })

/** Returns the real time, for tests that use much CPU time. */
export const real = (): Time => {
  const clock = Clock.make()
  const start = performance.now()
  let asleep = 0
  const counted: Clock.Clock = Object.assign(Object.create(clock) as Clock.Clock, {
    sleep: (duration: Duration.Duration) =>
      Effect.suspend(() => {
        asleep++
        return Effect.ensuring(clock.sleep(duration), Effect.sync(() => void asleep--))
      })
  })
  return {
    clock: counted,
    isReal: true,
    elapsed: () => performance.now() - start,
    now: () => clock.unsafeCurrentTimeMillis(),
    shift: () => {},
    asleep: () => asleep,
    touch: () => {},
    run: (program) => Effect.exit(Effect.withClock(program, counted))
  }
}

/**
 * Milliseconds of CPU time that this process has used. They do not grow while other processes keep the machine busy.
 */
export const cpuMillis = (): number => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1000
}
