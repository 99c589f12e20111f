import {Card, Stack, Text} from '@sanity/ui'
import {
  getPublishedId,
  insert,
  PatchEvent,
  set,
  setIfMissing,
  useEditState,
  useFormValue,
  useTranslation,
  type ArrayOfObjectsInputProps,
} from 'sanity'
import {ulid} from 'ulid'
import {textsOf, type StoredText} from '../../core/consent/publishedTexts.ts'
import {newVersion, textsInForm, type PublishedInForm} from '../../core/consent/textVersions.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {PublishedTextCard} from './PublishedTextCard.tsx'

function versionOfNow(all: readonly StoredText[], text: StoredText) {
  return newVersion(all, text, ulid(), new Date().toISOString())
}

/**
 * The consent texts of a site: published versions are shown and can't be edited or removed, new ones
 * are written below them. People agreed to a version as it was published.
 */
export function ConsentTextsInput(props: ArrayOfObjectsInputProps) {
  const {members, onChange, onItemOpen, path, readOnly, value} = props
  const {t} = useTranslation(studioLocaleNamespace)
  const documentId = useFormValue(['_id'])
  const id = typeof documentId === 'string' ? getPublishedId(documentId) : ''
  const {published, ready} = useEditState(id, 'site')
  const {published: versions, publishedKeys} = textsInForm(published?.consentTexts, value)
  const others = members.filter((member) => !publishedKeys.has(member.key))

  const addVersion = ({text}: PublishedInForm) => {
    const all = [...textsOf(value), ...versions.map((version) => version.text)]
    const added = versionOfNow(all, text)
    onChange(PatchEvent.from([setIfMissing([]), insert([added], 'after', [-1])]))
    onItemOpen([...path, {_key: added._key}])
  }
  const putBack = ({text, key, state}: PublishedInForm) => {
    onChange(
      state === 'missing'
        ? PatchEvent.from([setIfMissing([]), insert([text], 'before', [0])])
        : PatchEvent.from(set({...text, _key: key}, [{_key: key}])),
    )
  }

  // Until it is known what is published, nothing may be edited.
  if (!ready) {
    return (
      <Card padding={3} tone="transparent">
        <Text muted size={1}>
          {t('consent.loading')}
        </Text>
      </Card>
    )
  }
  return (
    <Stack gap={4}>
      {versions.length > 0 && (
        <Stack as="ul" gap={3} style={{listStyle: 'none', margin: 0, padding: 0}}>
          {versions.map((version) => (
            <PublishedTextCard
              isReadOnly={readOnly === true}
              key={version.identity}
              onNewVersion={() => addVersion(version)}
              onPutBack={() => putBack(version)}
              version={version}
            />
          ))}
        </Stack>
      )}
      {versions.length > 0 && others.length > 0 && (
        <Text muted size={1}>
          {t('consent.unpublished')}
        </Text>
      )}
      {props.renderDefault({...props, members: others})}
    </Stack>
  )
}
