import {lazy, Suspense} from 'react'
import type {StringInputProps} from 'sanity'

// The language of audiences is large; only who opens a form that has one needs it.
const AudienceField = lazy(() => import('./AudienceField.tsx'))

/**
 * Draws an attribute that holds an audience definition: who is meant, in words; its JSON only for
 * who asks for it. For forms of a site's workspace, below `SiteProvider`.
 */
export function AudienceInput(props: StringInputProps) {
  return (
    <Suspense fallback={props.renderDefault(props)}>
      <AudienceField {...props} />
    </Suspense>
  )
}
