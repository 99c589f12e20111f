import {useMemo} from 'react'
import type {AudienceDefinition} from '../../../core/audience/definition.ts'
import {CUSTOMER_FIELDS} from '../../../core/shopify/customerFields.ts'
import {BuilderBody} from '../../audience/builder/BuilderBody.tsx'
import {BuilderLayout} from '../../audience/builder/builderStyles.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {useAudienceCheck} from '../../audience/source/useAudienceSource.ts'

/** What {@link CustomerConditions} edits. */
export interface CustomerConditionsProps {
  site: string
  timeZone: string
  value: AudienceDefinition
  isReadOnly: boolean
  onChange: (value: AudienceDefinition) => void
}

/** Which customers a rule counts: the audience builder over what is read of Shopify's customers. */
export function CustomerConditions(props: CustomerConditionsProps) {
  const {site, timeZone, value, isReadOnly, onChange} = props
  const source = useMemo(
    (): AudienceSource => ({
      site,
      timeZone,
      fields: CUSTOMER_FIELDS,
      hasCustomFields: false,
      segments: new Map(),
      campaigns: new Map(),
      options: {
        statuses: [],
        tags: [],
        lists: [],
        campaigns: [],
        segments: [],
        owners: [],
        forms: [],
        consentTexts: [],
      },
      titleOf: () => null,
    }),
    [site, timeZone],
  )
  const checked = useAudienceCheck(source, value, null)
  return (
    <BuilderLayout>
      <BuilderBody
        checked={checked}
        isReadOnly={isReadOnly}
        onChange={onChange}
        segmentId={null}
        source={source}
        value={value}
      />
    </BuilderLayout>
  )
}
