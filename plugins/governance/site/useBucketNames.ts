import {useCallback} from 'react'
import {useTranslation} from 'sanity'
import {
  CUSTOMER_STATES,
  MARKETING_STATES,
  NO_ADDRESS,
  OTHER,
} from '../../../core/shopify/customerFacts.ts'
import type {BucketField} from '../../../core/shopify/snapshotDifference.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'

const CODES = new Set<string>([...CUSTOMER_STATES, ...MARKETING_STATES, NO_ADDRESS, OTHER])

/** What labels of a snapshot are called; tags, domains and ranges are called as they are. */
export function useBucketNames(currencyCode?: string | null) {
  const {t} = useTranslation(governanceLocaleNamespace)
  return useCallback(
    (field: BucketField, label: string): string => {
      const isCode = (field === 'states' || field === 'consent') && CODES.has(label)
      if (isCode) return t(`label.${label}`)
      if (field === 'spendBuckets' && currencyCode) return `${label} ${currencyCode}`
      return label
    },
    [currencyCode, t],
  )
}
