import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useCallback, useMemo, useState} from 'react'
import type {CustomFieldDefinition} from '../../../core/audience/customFields.ts'
import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'

/** Names of custom fields that the newest leads have. */
const customNamesQuery = defineQuery(
  'array::unique(*[_type == "lead" && site == $site] | order(createdAt desc)[0...200].customFields[].name)',
)

export interface CustomFields {
  /** Those of the site's forms; after `ask`, also others that the newest leads have. */
  fields: readonly CustomFieldDefinition[]
  ask: () => void
}

/** The custom fields of the site's leads. */
export function useCustomFields(client: SanityClient): CustomFields {
  const {site, document} = useSiteContext()
  const [isAsked, setAsked] = useState(false)
  const names = useQuery({
    queryKey: ['leads', 'custom-names', site],
    queryFn: ({signal}) =>
      client.fetch(
        customNamesQuery,
        {site},
        {perspective: 'raw', signal, tag: 'leads.grid.custom-fields'},
      ),
    enabled: isAsked,
    staleTime: 60_000,
  })
  const defined = useMemo(() => siteCustomFields(document), [document])
  const fields = useMemo(() => {
    const known = new Set(defined.map(({name}) => name))
    const further = (names.data ?? []).flatMap((name) =>
      name === null || known.has(name) ? [] : [name],
    )
    const others = further.toSorted().map((name): CustomFieldDefinition => ({name, type: 'text'}))
    return [...defined, ...others]
  }, [defined, names.data])
  return {fields, ask: useCallback(() => setAsked(true), [])}
}
