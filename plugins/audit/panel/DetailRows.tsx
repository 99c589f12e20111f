import {useTranslation} from 'sanity'
import {isStateChange, auditValue} from '../../../core/audit/auditSentence.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {DetailTable} from '../auditStyles.ts'
import type {AuditEntry} from '../data/requests.ts'

function Value(props: {text: string | undefined}) {
  const {t} = useTranslation(auditLocaleNamespace)
  const value = auditValue(props.text)
  if (value.kind === 'none') return <span data-mark>{t('panel.nothing')}</span>
  if (value.kind === 'shown') return value.text
  return <span data-mark>{t('panel.not-kept', {mark: value.mark})}</span>
}

function Name(props: {path: string}) {
  const {t} = useTranslation(auditLocaleNamespace)
  const value = auditValue(props.path)
  if (value.kind === 'mark') {
    return <span data-mark>{t('panel.name-not-kept', {mark: value.mark})}</span>
  }
  return value.kind === 'shown' && value.text === 'more' ? t('panel.more') : props.path
}

/** What an event tells: attributes before and after, then facts beside them. */
export function DetailRows(props: {diff: AuditEntry['diff']}) {
  const {t} = useTranslation(auditLocaleNamespace)
  const changes = props.diff.filter(isStateChange)
  const facts = props.diff.filter((entry) => !isStateChange(entry))
  return (
    <>
      {changes.length > 0 && (
        <DetailTable>
          <thead>
            <tr>
              <th scope="col">{t('panel.field')}</th>
              <th scope="col">{t('panel.before')}</th>
              <th scope="col">{t('panel.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({_key, path, before, after}) => (
              <tr key={_key}>
                <th scope="row">
                  <Name path={path} />
                </th>
                <td>
                  <Value text={before} />
                </td>
                <td>
                  <Value text={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </DetailTable>
      )}
      {facts.length > 0 && (
        <DetailTable>
          <thead>
            <tr>
              <th scope="col">{t('panel.fact')}</th>
              <th scope="col">{t('panel.value')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map(({_key, path, after}) => (
              <tr key={_key}>
                <th scope="row">
                  <Name path={path} />
                </th>
                <td>
                  <Value text={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </DetailTable>
      )}
    </>
  )
}
