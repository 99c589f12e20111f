import {createContext, use} from 'react'

/** Base URL of the endpoints, for downloads; `undefined` where the Studio does not know it. */
export const ApiUrlContext = createContext<string | undefined>(undefined)

/** Base URL of the endpoints. */
export function useApiUrl(): string | undefined {
  return use(ApiUrlContext)
}
