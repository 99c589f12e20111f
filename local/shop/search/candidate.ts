import type {ShopCustomer} from '../customers/customer.ts'
import type {CustomerBook} from '../customers/customerBook.ts'
import {customerNumber} from '../customers/customerId.ts'

/**
 * A customer that a search looks at. It is made only where a condition asks for more than its id and
 * its moments, so that ranges of time pass over many quickly.
 */
export class Candidate {
  readonly #book: CustomerBook
  #index = 0
  #customer: ShopCustomer | null = null

  constructor(book: CustomerBook) {
    this.#book = book
  }

  /** Goes on to another customer. */
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
