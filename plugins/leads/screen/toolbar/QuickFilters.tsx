import {Button, Flex} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {QUICK_FILTERS, type QuickFilter} from '../../../../core/audience/leadSelection.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** The buttons of the quick filters. */
export function QuickFilters(props: {value: QuickFilter; onChange: (quick: QuickFilter) => void}) {
  const {value, onChange} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Flex
      aria-label={t('quick.label')}
      as="fieldset"
      gap={1}
      style={{border: 0, flex: 'none', margin: 0, padding: 0}}
    >
      {QUICK_FILTERS.map((quick) => (
        <Button
          aria-pressed={quick === value}
          fontSize={1}
          key={quick}
          mode="bleed"
          muted={quick !== value}
          onClick={() => onChange(quick)}
          padding={2}
          selected={quick === value}
          text={t(`quick.${quick}`)}
          title={quick === 'all' ? undefined : t(`quick.${quick}-means`)}
        />
      ))}
    </Flex>
  )
}
