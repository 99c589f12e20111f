import type {ThrottleStatus} from '../../../core/shopify/pacing.ts'

/** Plans of stores, with the points that a second restores. */
export const PLANS = {
  standard: {name: 'Basic', pointsPerSecond: 100},
  advanced: {name: 'Advanced', pointsPerSecond: 200},
  plus: {name: 'Shopify Plus', pointsPerSecond: 1000},
  enterprise: {name: 'Commerce Components by Shopify', pointsPerSecond: 2000},
} as const

export type Plan = keyof typeof PLANS

/** Capacity of a bucket, in seconds of its rate. */
const SECONDS_IN_BUCKET = 20

/** The points that one app may spend on one store: a bucket that time fills. */
export class CostBucket {
  readonly #rate: number
  readonly #now: () => number
  #available: number
  #filledAt: number

  /** @param now - milliseconds since the epoch */
  constructor(plan: Plan, now: () => number) {
    this.#rate = PLANS[plan].pointsPerSecond
    this.#now = now
    this.#available = this.maximum
    this.#filledAt = now()
  }

  get maximum(): number {
    return this.#rate * SECONDS_IN_BUCKET
  }

  /** Whether an operation of a requested cost may run now. */
  admits(requested: number): boolean {
    this.#fill()
    return requested <= this.#available
  }

  /** Takes the actual cost of an operation that ran. */
  charge(actual: number): void {
    this.#fill()
    this.#available -= actual
  }

  /** Takes all points away, as another process of the same app might have. */
  drain(): void {
    this.#fill()
    this.#available = 0
  }

  status(): ThrottleStatus {
    this.#fill()
    return {
      maximumAvailable: this.maximum,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: this.#rate,
    }
  }

  #fill(): void {
    const now = this.#now()
    const restored = ((now - this.#filledAt) / 1000) * this.#rate
    this.#available = Math.min(this.maximum, this.#available + Math.max(0, restored))
    this.#filledAt = now
  }
}
