import {
  type CustomerPatch,
  type ShopCustomer,
  createCustomerMaker,
} from './customers/makeCustomer.ts'
import {CustomerBook} from './customers/customerBook.ts'
import {createMoments} from './customers/moments.ts'
import {CostBucket, type Plan} from './graphql/costBucket.ts'
import {seedOf} from '../demo/random.ts'
import {
  ORDINARY_SETTINGS,
  SETTINGS_PATCH,
  type Fault,
  type StoreSettings,
  type StoreSettingsPatch,
} from './storeSettings.ts'

/** A store of the local shop. */
export interface StoreOptions {
  /** `<handle>.myshopify.com`. */
  domain: string
  /** What `X-Shopify-Access-Token` must say. */
  token: string
  /** Customers at the start: 20,000 unless given, 4,194,304 at most. */
  customers?: number
  /** Another seed generates other customers; the domain unless given. */
  seed?: string
  /** Language of the names; English unless given. */
  locale?: 'en' | 'de' | 'es'
  /** ISO 4217; USD unless given. */
  currency?: string
  /** Standard unless given. */
  plan?: Plan
  /** Adds values of enums that the schema does not know, and numbers above 2^53. */
  hostile?: boolean
  settings?: StoreSettingsPatch
}

/** The requests that reached a store. */
export interface StoreUsage {
  /** Requests whose operation ran. */
  answered: number
  throttled: number
  /** The most requests in a row that were throttled. */
  throttledInARow: number
  /** Points that operations cost. */
  points: number
  /** Milliseconds since the epoch; `null` before the first. */
  firstAt: number | null
  lastAt: number | null
}

/** A store: its customers, its settings, and its usage. */
export class ShopStore {
  readonly domain: string
  readonly token: string
  readonly currency: string
  readonly plan: Plan
  readonly hostile: boolean
  /** Shopify's number of the store. */
  readonly number: number
  readonly book: CustomerBook
  readonly bucket: CostBucket
  readonly #now: () => number
  #settings: StoreSettings = ORDINARY_SETTINGS
  #throttledNow = 0
  #usage: StoreUsage = emptyUsage()

  /**
   * @param now - milliseconds since the epoch
   * @throws RangeError for too many customers
   */
  constructor(options: StoreOptions, now: () => number) {
    const {domain, seed = domain, locale = 'en', hostile = false, customers = 20_000} = options
    this.domain = domain
    this.token = options.token
    this.currency = options.currency ?? 'USD'
    this.plan = options.plan ?? 'standard'
    this.hostile = hostile
    this.number = 50_000_000_000 + seedOf(domain, 1)
    this.#now = now
    const midnight = Math.floor(now() / 86_400_000) * 86_400
    this.book = new CustomerBook(
      createCustomerMaker({seed, locale, hostile}),
      createMoments(seed, customers, midnight),
      customers,
    )
    this.bucket = new CostBucket(this.plan, now)
    if (options.settings) this.set(options.settings)
  }

  get settings(): StoreSettings {
    return this.#settings
  }

  /**
   * Changes how the store behaves, from the next request on.
   *
   * @throws ZodError that names what is not a setting
   */
  set(patch: StoreSettingsPatch): void {
    this.#settings = {...this.#settings, ...SETTINGS_PATCH.parse(patch)}
  }

  /** The fault of this request; `null` for none. */
  takeFault(): Fault | null {
    const [planned, ...rest] = this.#settings.faults
    if (!planned) return null
    if (planned.skip > 0) {
      this.#settings = {
        ...this.#settings,
        faults: [{...planned, skip: planned.skip - 1}, ...rest],
      }
      return null
    }
    const left = planned.times > 1 ? [{...planned, times: planned.times - 1}, ...rest] : rest
    this.#settings = {...this.#settings, faults: left}
    return planned.fault
  }

  /** The customer of an index, with all that Shopify knows. */
  customer(index: number): ShopCustomer {
    return this.book.customer(index)
  }

  /** Changes a customer now; without a patch, it has one order more. */
  update(index: number, patch?: CustomerPatch): void {
    this.book.update(index, this.seconds(), patch)
  }

  /** Adds customers, created now. @returns the index of the first */
  add(count: number): number {
    return this.book.add(count, this.seconds())
  }

  /** Deletes a customer, without a trace as in Shopify. */
  remove(index: number): void {
    this.book.remove(index)
  }

  get usage(): StoreUsage {
    return {...this.#usage}
  }

  /** Counts from zero. */
  resetUsage(): void {
    this.#usage = emptyUsage()
    this.#throttledNow = 0
  }

  /** Charges an operation that ran. */
  noteAnswered(points: number): void {
    this.bucket.charge(points)
    this.#throttledNow = 0
    this.#noteRequest({answered: this.#usage.answered + 1, points: this.#usage.points + points})
  }

  noteThrottled(): void {
    this.#throttledNow++
    this.#noteRequest({
      throttled: this.#usage.throttled + 1,
      throttledInARow: Math.max(this.#usage.throttledInARow, this.#throttledNow),
    })
  }

  #noteRequest(change: Partial<StoreUsage>): void {
    const at = this.#now()
    this.#usage = {...this.#usage, ...change, firstAt: this.#usage.firstAt ?? at, lastAt: at}
  }

  /** The store's clock, in seconds since the epoch. */
  seconds(): number {
    return Math.floor(this.#now() / 1000)
  }
}

function emptyUsage(): StoreUsage {
  return {answered: 0, throttled: 0, throttledInARow: 0, points: 0, firstAt: null, lastAt: null}
}

/** Currency of a demo store, ISO 4217, by the language of its customers' names. */
export const STORE_CURRENCIES = {en: 'USD', de: 'EUR', es: 'CLP'} as const
