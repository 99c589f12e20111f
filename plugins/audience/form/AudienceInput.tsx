import {lazy, Suspense} from 'react'
import type {StringInputProps} from 'sanity'

// The audience language is large: load it only for forms that have an audience.
const AudienceField = lazy(() => import('./AudienceField.tsx'))

/**
 * The input of an attribute that holds an audience definition: its sentence, and its JSON on
 * request. For forms of a site's workspace, below `SiteProvider`.
 */
export function AudienceInput(props: StringInputProps) {
  return (
    <Suspense fallback={props.renderDefault(props)}>
      <AudienceField {...props} />
    </Suspense>
  )
}
