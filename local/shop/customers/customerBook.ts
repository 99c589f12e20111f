import type {CustomerPatch, ShopCustomer, MakeCustomer} from './makeCustomer.ts'
import {KeyList} from './keyList.ts'
import type {CustomerMoments} from './moments.ts'

/** Orders of customers: `CustomerSortKeys` of the Admin API. */
export const SORT_KEYS = ['ID', 'CREATED_AT', 'UPDATED_AT'] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** Most customers of a book: an index takes 22 bits of a sort key. */
export const MOST_CUSTOMERS = 2 ** 22

/** Place of a customer in an order: the value it is sorted by, then the index, which rises with the id. */
export function sortPlace(value: number, index: number): number {
  return value * MOST_CUSTOMERS + index
}

/** The index of the customer at a place of an order. */
export function indexAt(place: number): number {
  return place % MOST_CUSTOMERS
}

interface Change {
  revision: number
  patch: CustomerPatch
}

/**
 * The customers of a store. For each it holds two times and the places in the orders that were requested;
 * the rest is generated on each read.
 */
export class CustomerBook {
  readonly #make: MakeCustomer
  #createdAt: Uint32Array
  #updatedAt: Uint32Array
  /** Indexes in use, including those of removed customers. */
  #indexes: number
  readonly #removed = new Set<number>()
  readonly #changes = new Map<number, Change>()
  readonly #lists = new Map<SortKey, KeyList>()

  /**
   * @param count - customers at the start
   * @throws RangeError when there are more than a book can hold
   */
  constructor(make: MakeCustomer, moments: CustomerMoments, count: number) {
    if (!Number.isInteger(count) || count < 0 || count > MOST_CUSTOMERS) {
      throw new RangeError(`A store can have 0 to ${MOST_CUSTOMERS} customers, not ${count}.`)
    }
    this.#make = make
    this.#indexes = count
    this.#createdAt = Uint32Array.from({length: count}, (_, index) => moments.createdAt(index))
    this.#updatedAt = Uint32Array.from({length: count}, (_, index) => moments.updatedAt(index))
  }

  get size(): number {
    return this.#indexes - this.#removed.size
  }

  has(index: number): boolean {
    return (
      Number.isInteger(index) && index >= 0 && index < this.#indexes && !this.#removed.has(index)
    )
  }

  /** Seconds since the epoch. */
  createdAt(index: number): number {
    return this.#createdAt[index] ?? 0
  }

  /** Seconds since the epoch. */
  updatedAt(index: number): number {
    return this.#updatedAt[index] ?? 0
  }

  /** @throws RangeError when there is no such customer */
  customer(index: number): ShopCustomer {
    this.#assertHas(index)
    const change = this.#changes.get(index)
    const customer = this.#make(index, {
      createdAt: this.createdAt(index),
      updatedAt: this.updatedAt(index),
      revision: change?.revision ?? 0,
    })
    return change ? {...customer, ...change.patch} : customer
  }

  /** The customers in an order, as places; see {@link sortPlace}. */
  order(key: SortKey): KeyList {
    let list = this.#lists.get(key)
    if (!list) {
      const places = new Float64Array(this.size)
      let at = 0
      for (let index = 0; index < this.#indexes; index++) {
        if (!this.#removed.has(index)) places[at++] = this.#place(key, index)
      }
      list = new KeyList(places.sort())
      this.#lists.set(key, list)
    }
    return list
  }

  /**
   * Changes a customer, which moves it to the end of the order of changes.
   *
   * @param at - seconds since the epoch
   * @param patch - what changes; without it the customer has one order more
   * @throws RangeError when there is no such customer
   */
  update(index: number, at: number, patch?: CustomerPatch): void {
    this.#assertHas(index)
    const list = this.#lists.get('UPDATED_AT')
    list?.remove(this.#place('UPDATED_AT', index))
    this.#updatedAt[index] = at
    list?.add(this.#place('UPDATED_AT', index))
    const before = this.#changes.get(index)
    this.#changes.set(index, {
      revision: (before?.revision ?? 0) + (patch ? 0 : 1),
      patch: {...before?.patch, ...patch},
    })
  }

  /**
   * Adds customers.
   *
   * @param at - seconds since the epoch
   * @returns the index of the first
   * @throws RangeError when the book would hold too many
   */
  add(count: number, at: number): number {
    const first = this.#indexes
    if (first + count > MOST_CUSTOMERS) {
      throw new RangeError(`A store can have no more than ${MOST_CUSTOMERS} customers.`)
    }
    this.#createdAt = grown(this.#createdAt, first + count)
    this.#updatedAt = grown(this.#updatedAt, first + count)
    this.#createdAt.fill(at, first, first + count)
    this.#updatedAt.fill(at, first, first + count)
    this.#indexes += count
    for (const [key, list] of this.#lists) {
      for (let index = first; index < first + count; index++) list.add(this.#place(key, index))
    }
    return first
  }

  /** @throws RangeError when there is no such customer */
  remove(index: number): void {
    this.#assertHas(index)
    for (const [key, list] of this.#lists) list.remove(this.#place(key, index))
    this.#removed.add(index)
    this.#changes.delete(index)
  }

  #place(key: SortKey, index: number): number {
    if (key === 'ID') return sortPlace(0, index)
    return sortPlace(key === 'CREATED_AT' ? this.createdAt(index) : this.updatedAt(index), index)
  }

  #assertHas(index: number): void {
    if (!this.has(index)) throw new RangeError(`The store has no customer number ${index}.`)
  }
}

/** Copies numbers into a larger array, so that adding one at a time does not copy each time. */
function grown(numbers: Uint32Array, atLeast: number): Uint32Array {
  if (numbers.length >= atLeast) return numbers
  const more = new Uint32Array(Math.max(atLeast, Math.floor(numbers.length * 1.5)))
  more.set(numbers)
  return more
}
