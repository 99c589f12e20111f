import type {QueryClient} from '@tanstack/react-query'
import {applyChanges, type LeadPages, type RowChanges} from './leadPages.ts'
import {leadPagesKey} from './useLeadPages.ts'

/** Writes changes into all pages of a site that are in memory, whatever their sort and search. */
export function changeRows(queryClient: QueryClient, site: string, changes: RowChanges): void {
  queryClient.setQueriesData<LeadPages>({queryKey: leadPagesKey(site)}, (pages) =>
    pages ? applyChanges(pages, changes) : pages,
  )
}
