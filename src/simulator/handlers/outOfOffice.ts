import type * as User from "../../models/User.js"
import { parse } from "../data/time.js"
import * as Views from "../data/views.js"
import { refuseValue } from "../engine/refusal.js"
import { checkIsOwn, type Handlers } from "./handler.js"

const checkPeriod = ({ endDate, startDate }: User.OutOfOffice): void => {
  if (startDate === undefined || endDate === undefined) return
  const [start = -Infinity, end = Infinity] = [parse(startDate), parse(endDate)]
  if (start > end) refuseValue("endDate", endDate, "a time after startDate")
}

/** Handlers of out-of-office settings. */
export const outOfOffice: Pick<Handlers, "getUserOutofoffice" | "putUserOutofoffice"> = {
  getUserOutofoffice: ({ userId }, call) => Views.outOfOffice(call, Views.findUser(call, userId)),

  putUserOutofoffice: ({ body, userId }, call) => {
    const ordinal = Views.findUser(call, userId)
    checkIsOwn(call, ordinal, "outofoffice.update.error", "Only your own out of office can be updated.")
    checkPeriod(body)
    const { active = false, endDate, indefinite = false, startDate } = body
    call.store.outOfOffice.put(ordinal, {
      active,
      indefinite,
      ...(startDate === undefined ? {} : { startDate }),
      // An indefinite absence has no end.
      ...(endDate === undefined || indefinite ? {} : { endDate })
    })
    return Views.outOfOffice(call, ordinal)
  }
}
