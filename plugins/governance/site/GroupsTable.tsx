import {Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {Snapshot} from '../data/siteHistory.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {PlainTable} from '../../ui/PlainTable.ts'
import {useBucketNames} from './useBucketNames.ts'

const PARTS = ['state', 'marketing', 'orders', 'spend', 'domain', 'tag'] as const
const FIRST_SHOWN = 20

/** Groups of customers, each of at least the smallest number that may be shown. */
export function GroupsTable({groups}: {groups: NonNullable<Snapshot['groups']>}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const nameOf = useBucketNames()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? groups : groups.slice(0, FIRST_SHOWN)
  const valueOf = (part: (typeof PARTS)[number], value: string | null | undefined) => {
    if (!value) return '·'
    if (part === 'state') return nameOf('states', value)
    return part === 'marketing' ? nameOf('consent', value) : value
  }
  return (
    <Stack gap={3}>
      <Text as="h3" size={1} weight="medium">
        {t('groups.title')}
      </Text>
      <Text muted size={1}>
        {t('groups.note')}
      </Text>
      <PlainTable aria-label={t('groups.title')}>
        <thead>
          <tr>
            {PARTS.map((part) => (
              <th key={part} scope="col">
                {t(`groups.${part}`)}
              </th>
            ))}
            <th data-number scope="col">
              {t('groups.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((group, index) => (
            <tr key={`${index} ${PARTS.map((part) => group[part]).join(' ')}`}>
              {PARTS.map((part) => (
                <td key={part}>{valueOf(part, group[part])}</td>
              ))}
              <td data-number>{group.count?.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {groups.length > shown.length && (
        <Button
          fontSize={1}
          mode="bleed"
          onClick={() => setWhole(true)}
          padding={2}
          text={t('groups.all', {count: groups.length})}
        />
      )}
    </Stack>
  )
}
