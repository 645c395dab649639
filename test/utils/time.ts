/**
 * Time for tests on real sockets: it stands still while anything moves, and then jumps to the next sleeper. So nothing
 * waits for real, nothing is late because the machine is slow, and who still sleeps at the end can be counted.
 */
import { Clock, Duration, Effect, type Exit, type Fiber, Option } from "effect"

export interface Time {
  readonly clock: Clock.Clock
  readonly isReal: boolean
  /** Milliseconds gone by, as a stopwatch has them. */
  readonly elapsed: () => number
  /** What the clock on the wall shows. */
  readonly now: () => number
  /** Sets the clock on the wall forward, or back. Sleepers do not notice: timers follow the stopwatch. */
  readonly shift: (millis: number) => void
  /** Fibers asleep. */
  readonly asleep: () => number
  /** Something moves: time stands still for a little longer. */
  readonly touch: () => void
  /** Runs a program under this time to its end. */
  readonly run: <A, E, R>(program: Effect.Effect<A, E, R>) => Effect.Effect<Exit.Exit<A, E>, never, R>
}

/**
 * Turns of the event loop without a move after which nothing moves any more. Loopback sockets need one or two. Threads
 * that decompress a body need more. Fibers alone have all run when the event loop comes round. Files need few, since
 * Node lists the file operations that have not ended.
 */
const calmTurns = { sockets: 5, threads: 40, files: 5, memory: 3 }

const turn = (over: keyof typeof calmTurns) =>
  new Promise<void>((resolve) => over === "memory" ? setImmediate(resolve) : setTimeout(() => setImmediate(resolve), 1))

/** Whether operations on files have not ended. On a busy disk they take as long as they like. */
const areFilesBusy = () => process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq"))

/** Starts a time of its own. With a step, sleepers are woken together at its multiples, as a slow machine would. */
export const make = (over: keyof typeof calmTurns = "sockets", step = 0): Time => {
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

  const calm = async () => {
    for (let calm = 0; calm < calmTurns[over]; calm++) {
      const before = moves
      await turn(over)
      if (moves !== before || (over === "files" && areFilesBusy())) calm = -1
    }
  }

  const wakeNext = () => {
    const next = Math.max(elapsed, Math.min(...[...sleepers].map(({ until }) => until)))
    elapsed = step === 0 ? next : Math.ceil(next / step) * step
    for (const sleeper of sleepers) {
      if (sleeper.until > elapsed) continue
      sleepers.delete(sleeper)
      sleeper.wake()
    }
  }

  const drive = <A, E>(fiber: Fiber.RuntimeFiber<A, E>): Effect.Effect<Exit.Exit<A, E>> =>
    Effect.flatMap(fiber.poll, (polled) =>
      Option.isSome(polled)
        ? Effect.succeed(polled.value)
        : Effect.flatMap(Effect.promise(calm), () =>
          Effect.flatMap(fiber.poll, (polled) => {
            if (Option.isNone(polled) && sleepers.size > 0) wakeNext()
            return drive(fiber)
          })))

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
        (fiber) => Effect.onInterrupt(drive(fiber), () => fiber.interruptAsFork(fiber.id()))
      )
  }
}

/** The time that everybody has, for what keeps the machine busy. */
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

/** Milliseconds of CPU time that this process has used. They do not grow while other processes keep the machine busy. */
export const cpuMillis = (): number => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1000
}
