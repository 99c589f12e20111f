/** A customer of the local shop as the generator makes it, with what Shopify would never show us. */
export interface ShopCustomer {
  index: number
  /** Shopify's number, the last part of the id. */
  id: number
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  /** ISO 3166-1, two letters. */
  country: string
  state: string
  tags: readonly string[]
  /** A whole number as text, up to 64 bits. */
  numberOfOrders: string
  /** A decimal number as text. */
  amountSpent: string
  marketingState: string
  /** Seconds since the epoch, as all moments here. */
  lastOrderAt: number | null
  lastAbandonedAt: number | null
  createdAt: number
  updatedAt: number
}

/** What a test may change of a customer. Times follow from when it was changed. */
export type CustomerPatch = Partial<Omit<ShopCustomer, 'index' | 'id' | 'createdAt' | 'updatedAt'>>
