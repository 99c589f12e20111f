/** What Shopify says of an app's budget at a store: https://shopify.dev/docs/api/usage/limits. */
export interface ThrottleStatus {
  maximumAvailable: number
  currentlyAvailable: number
  /** Points a second. */
  restoreRate: number
}

/** What is known of the budget at a time, and what requests under way may still take from it. */
export interface Budget {
  /** Points that were there at {@link Budget.at}, without what is under way. */
  available: number
  /** Milliseconds of a clock that only goes forward. */
  at: number
  restoreRate: number
  maximum: number
  /** Requested points of requests that were not answered yet. */
  underWay: number
}

/** Budget of the smallest plan, until a store says what it has. */
const SMALLEST = {restoreRate: 100, maximum: 2_000}

/**
 * Share of the waiting time that is added to it, since the store's clock and ours do not tick alike. It
 * costs less than one percent of the rate.
 */
const MARGIN = 0.005

/** The budget before the first answer: enough for the first requests, and no more. */
export function unknownBudget(at: number): Budget {
  return {...SMALLEST, available: SMALLEST.restoreRate, at, underWay: 0}
}

function availableAt({available, at, restoreRate, maximum}: Budget, now: number): number {
  return Math.min(maximum, available + ((now - at) / 1_000) * restoreRate)
}

/**
 * How long a request has to wait until the store admits it, in milliseconds. Shopify admits by the
 * requested cost, which is known from the last request of the same document.
 */
export function waitFor(budget: Budget, requestedCost: number, now: number): number {
  const missing = requestedCost + budget.underWay - availableAt(budget, now)
  return missing <= 0 ? 0 : Math.ceil((missing / budget.restoreRate) * 1_000 * (1 + MARGIN))
}

/** The budget when a request was sent. */
export function whenSent(budget: Budget, requestedCost: number): Budget {
  return {...budget, underWay: budget.underWay + requestedCost}
}

/**
 * The budget when a request was answered, also when it was throttled.
 *
 * @param requestedCost - as given to `whenSent`
 * @param status - `null` where the answer did not say
 */
export function whenAnswered(
  budget: Budget,
  requestedCost: number,
  status: ThrottleStatus | null,
  now: number,
): Budget {
  const underWay = Math.max(0, budget.underWay - requestedCost)
  if (!status) {
    // The request was charged or it was not: only what was asked for is sure to be enough.
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
