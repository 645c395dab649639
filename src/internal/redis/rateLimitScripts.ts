import type * as Clock from "effect/Clock"
import { readStopwatch } from "../http/stopwatch.js"

/*
 * The rate limit window of `internal/http/rateWindow.ts` as Lua scripts, which Redis runs atomically. A token has two
 * keys: a hash with the window, and a sorted set of the requests that are counted in it. Times are those of Redis, in
 * milliseconds.
 */

/** The state of a window according to the latest response. A script uses it if Redis has no state of the window. */
export interface Hint {
  readonly allowed: number
  readonly count: number
  /** Stopwatch reading at the end of the window. */
  readonly endsAt: number
  readonly clock: Clock.Clock
}

/** Encodes a hint as arguments of {@link acquire}: allowance, count, and milliseconds until the window ends. */
export const encodeHint = (hint: Hint | undefined): ReadonlyArray<number> =>
  hint === undefined
    ? [-1, 0, 0]
    : [hint.allowed, hint.count, Math.ceil(hint.endsAt - readStopwatch(hint.clock))]

const common = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local windowMillis, precision, maxReset, keepMillis = 60000, 2000, 120000, 3600000

local function load(key, startsKey)
  local f = redis.call('HMGET', key, 'allowed', 'others', 'started', 'from', 'ends', 'guess', 'paused')
  return {
    key = key, startsKey = startsKey, isNew = not f[5],
    allowed = tonumber(f[1] or -1), others = tonumber(f[2] or 0), started = tonumber(f[3] or 0),
    from = tonumber(f[4] or 0), ends = tonumber(f[5] or 0), guess = tonumber(f[6] or 1), paused = tonumber(f[7] or 0)
  }
end

local function save(w)
  redis.call('HSET', w.key, 'allowed', w.allowed, 'others', w.others, 'started', w.started, 'from', w.from,
    'ends', w.ends, 'guess', w.guess, 'paused', w.paused)
  redis.call('PEXPIRE', w.key, keepMillis)
  redis.call('PEXPIRE', w.startsKey, keepMillis)
end

local function used(w)
  return redis.call('ZCARD', w.startsKey) + w.others
end

local function begin(w, started, ends)
  redis.call('ZREMRANGEBYSCORE', w.startsKey, '-inf', '(' .. w.from)
  w.others, w.started, w.from, w.ends, w.guess = 0, started, ends - precision, ends, 1
end
`

/**
 * Starts a request with one of several tokens: the one with the shortest wait, and then with the most requests left.
 * Returns the index of the token, and the milliseconds until the request may start. 0 means that it has started.
 */
export const acquire = (): string =>
  `${common}
local windows, lowest = {}, -1
for i = 1, #KEYS / 2 do
  local w = load(KEYS[2 * i - 1], KEYS[2 * i])
  local allowed, count = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local left = math.min(tonumber(ARGV[3 * i + 1]), maxReset)
  if w.isNew and allowed > 0 then
    w.allowed = allowed
    if left > 0 then
      w.others, w.started, w.from, w.ends, w.guess = count, now, now + left - precision, now + left, 0
    end
  end
  if w.allowed > 0 and (lowest < 0 or w.allowed < lowest) then lowest = w.allowed end
  windows[i] = w
end

local best
for i, w in ipairs(windows) do
  if w.allowed < 0 then w.allowed = lowest end
  w.index = i - 1
  w.isOver = now >= math.max(w.paused, w.ends)
  local count = w.isOver and redis.call('ZCOUNT', w.startsKey, w.from, '+inf') or used(w)
  w.left = w.allowed < 0 and math.huge or w.allowed - count
  if w.isOver then
    w.millis = w.left > 0 and 0 or windowMillis
  else
    w.millis = math.max(0, (w.left > 0 and w.paused or math.max(w.paused, w.ends)) - now)
  end
  if not best or w.millis < best.millis or (w.millis == best.millis and w.left > best.left) then best = w end
end

if best.isOver then begin(best, now, now + windowMillis) end
if best.millis == 0 then redis.call('ZADD', best.startsKey, now, ARGV[1]) end
save(best)
return { best.index, best.millis }
`

/** Updates the window of a token from the headers of a response: count, allowance, reset and age of the response. */
export const observe = (): string =>
  `${common}
local count, allowed = tonumber(ARGV[1]), tonumber(ARGV[2])
local reset, sent = math.min(tonumber(ARGV[3]), maxReset), now - tonumber(ARGV[4])
local w = load(KEYS[1], KEYS[2])
w.allowed = allowed
if sent >= w.started then
  local from, ends = sent + reset - precision, now + reset
  if from > w.ends then begin(w, sent, ends) end
  if w.guess == 1 then
    w.from, w.ends = from, ends
  else
    w.from, w.ends = math.max(w.from, from), math.min(w.ends, ends)
  end
  w.guess = 0
  w.others = math.max(w.others, count - redis.call('ZCARD', w.startsKey))
end
save(w)
return 1
`

/** Pauses all requests of a token for some milliseconds. */
export const pause = (): string =>
  `${common}
local w = load(KEYS[1], KEYS[2])
w.paused = math.max(w.paused, now + tonumber(ARGV[1]))
save(w)
return 1
`
