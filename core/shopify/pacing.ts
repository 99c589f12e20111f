/** An app's budget at a store, as Shopify reports it: https://shopify.dev/docs/api/usage/limits. */
export interface ThrottleStatus {
  maximumAvailable: number
  currentlyAvailable: number
  /** Points a second. */
  restoreRate: number
}

/** An app's budget at a time, and what requests under way may still take from it. */
export interface Budget {
  /** Points at the time {@link Budget.at}, without those of requests under way. */
  available: number
  /** Milliseconds of a monotonic clock. */
  at: number
  restoreRate: number
  maximum: number
  /** Requested cost of requests that were not answered yet. */
  underWay: number
}

/** The smallest plan's budget, which is assumed until a store reports its own. */
const SMALLEST = {restoreRate: 100, maximum: 2_000}

/**
 * Fraction by which waiting times are extended, since the store's clock and ours do not tick alike. It
 * costs less than one percent of the rate.
 */
const MARGIN = 0.005

/** The budget before the first answer: enough for the first requests. */
export function unknownBudget(at: number): Budget {
  return {...SMALLEST, available: SMALLEST.restoreRate, at, underWay: 0}
}

function availableAt({available, at, restoreRate, maximum}: Budget, now: number): number {
  return Math.min(maximum, available + ((now - at) / 1_000) * restoreRate)
}

/**
 * How long a request has to wait until the store admits it, in milliseconds. Shopify admits by the
 * requested cost, which is known from the last answer to the same operation.
 */
export function waitFor(budget: Budget, requestedCost: number, now: number): number {
  const missing = requestedCost + budget.underWay - availableAt(budget, now)
  return missing <= 0 ? 0 : Math.ceil((missing / budget.restoreRate) * 1_000 * (1 + MARGIN))
}

/** The budget after a request was sent. */
export function whenSent(budget: Budget, requestedCost: number): Budget {
  return {...budget, underWay: budget.underWay + requestedCost}
}

/**
 * The budget after a request was answered, or throttled.
 *
 * @param requestedCost - as given to `whenSent`
 * @param status - `null` where the answer has none
 */
export function whenAnswered(
  budget: Budget,
  requestedCost: number,
  status: ThrottleStatus | null,
  now: number,
): Budget {
  const underWay = Math.max(0, budget.underWay - requestedCost)
  if (!status) {
    // The request may have been charged: its requested cost is the most that it took.
    const available = availableAt(budget, now) - requestedCost
    return {...budget, available, at: now, underWay}
  }
  const {currentlyAvailable, restoreRate, maximumAvailable} = status
  return {
    available: currentlyAvailable,
    at: now,
    restoreRate: restoreRate > 0 ? restoreRate : budget.restoreRate,
    maximum: maximumAvailable > 0 ? maximumAvailable : budget.maximum,
    underWay,
  }
}
