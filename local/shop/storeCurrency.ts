/** Currency of a demo store, ISO 4217, by the language of its customers' names. */
export const STORE_CURRENCIES = {en: 'USD', de: 'EUR', es: 'CLP'} as const
