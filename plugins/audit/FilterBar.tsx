import {Button, Card, Select, Stack, Text} from '@sanity/ui'
import {useId, useState, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {AUDIT_TARGET_TYPES, auditNoun} from '../../core/audit/auditWords.ts'
import {isLocalDate} from '../../core/time/localDate.ts'
import {isFiltered} from './address/auditAddress.ts'
import type {AuditRoute} from './address/useAuditRoute.ts'
import {auditLocaleNamespace} from './auditLocale.ts'
import {Filters} from './auditStyles.ts'
import type {AuditEntry} from './data/auditRequests.ts'
import {ActionSelect, ActorSelect, TargetInput} from './FilterFields.tsx'
import {DayInput} from '../ui/DayInput.tsx'

/** Filters the events by actor, action, target and day. */
export function FilterBar(props: {
  chain: string
  route: AuditRoute
  /** The listed events: the filters offer their actors and actions too. */
  events: readonly AuditEntry[]
  timeZone: string
}) {
  const {chain, route, events, timeZone} = props
  const {address, change, clear} = route
  const {t} = useTranslation(auditLocaleNamespace)
  const id = useId()
  const users = useSeen(
    events.flatMap(({actor}) => (actor.kind === 'user' && actor.id ? [actor.id] : [])),
  )
  const actions = useSeen(events.map(({action}) => action))
  const types = useSeen([...AUDIT_TARGET_TYPES, ...events.map(({target}) => target.type)])
  const day = (name: 'from' | 'to') => (
    <DayInput
      id={`${id}-${name}`}
      max="9998-12-31"
      onChange={(event) => {
        const {value} = event.currentTarget
        change({[name]: isLocalDate(value) ? value : null})
      }}
      padding={2}
      value={address[name] ?? ''}
    />
  )
  return (
    <Card aria-label={t('filter.label')} as="section" borderBottom paddingX={3} paddingY={3}>
      <Filters>
        <Labelled id={`${id}-actor`} label={t('filter.actor')}>
          <ActorSelect
            chain={chain}
            id={`${id}-actor`}
            onChange={(actor) => change({actor})}
            seen={users}
            value={address.actor}
          />
        </Labelled>
        <Labelled id={`${id}-action`} label={t('filter.act')}>
          <ActionSelect
            id={`${id}-action`}
            onChange={(action) => change({action})}
            seen={actions}
            value={address.action}
          />
        </Labelled>
        <Labelled id={`${id}-type`} label={t('filter.type')}>
          <Select
            fontSize={1}
            id={`${id}-type`}
            onChange={(event) => change({targetType: event.currentTarget.value || null})}
            padding={2}
            value={address.targetType ?? ''}
          >
            <option value="">{t('filter.any-type')}</option>
            {types.map((type) => (
              <option key={type} value={type}>
                {auditNoun(type, t)}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled id={`${id}-target`} label={t('filter.target')}>
          <TargetInput
            id={`${id}-target`}
            onChange={(targetId) => change({targetId})}
            value={address.targetId}
          />
        </Labelled>
        <Labelled id={`${id}-from`} label={t('filter.from', {timeZone})}>
          {day('from')}
        </Labelled>
        <Labelled id={`${id}-to`} label={t('filter.to', {timeZone})}>
          {day('to')}
        </Labelled>
        {isFiltered(address) && (
          <Button fontSize={1} mode="ghost" onClick={clear} padding={2} text={t('filter.clear')} />
        )}
      </Filters>
    </Card>
  )
}

function Labelled(props: {id: string; label: string; children: ReactNode}) {
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={props.id} muted size={1}>
        {props.label}
      </Text>
      {props.children}
    </Stack>
  )
}

/**
 * All values that were given since the component was mounted, so that an option stays when the list
 * shows less.
 */
function useSeen(values: readonly string[]): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([])
  const known = new Set(seen)
  const fresh = [...new Set(values)].filter((value) => value !== '' && !known.has(value))
  if (fresh.length === 0) return seen
  const next = [...seen, ...fresh]
  setSeen(next)
  return next
}
