import type {ShopCustomer} from '../customers/makeCustomer.ts'
import type {CustomerBook} from '../customers/customerBook.ts'
import {customerNumber} from '../customers/customerId.ts'

/**
 * A customer that a search looks at. It is generated only where a condition needs more than the id and the
 * times, so that searches by time are fast.
 */
export class Candidate {
  readonly #book: CustomerBook
  #index = 0
  #customer: ShopCustomer | null = null

  constructor(book: CustomerBook) {
    this.#book = book
  }

  /** Continues with another customer. */
  moveTo(index: number): this {
    this.#index = index
    this.#customer = null
    return this
  }

  get id(): number {
    return customerNumber(this.#index)
  }

  get createdAt(): number {
    return this.#book.createdAt(this.#index)
  }

  get updatedAt(): number {
    return this.#book.updatedAt(this.#index)
  }

  get customer(): ShopCustomer {
    this.#customer ??= this.#book.customer(this.#index)
    return this.#customer
  }
}
