import {AddIcon} from '@sanity/icons/Add'
import {LockIcon} from '@sanity/icons/Lock'
import {ResetIcon} from '@sanity/icons/Reset'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {
  type ArrayOfObjectsInputProps,
  getPublishedId,
  insert,
  PatchEvent,
  set,
  setIfMissing,
  useDateTimeFormat,
  useEditState,
  useFormValue,
  useTranslation,
} from 'sanity'
import {ulid} from 'ulid'
import {
  newVersion,
  textsInForm,
  textsOf,
  type PublishedInForm,
  type StoredText,
} from '../../core/consent/publishedTexts.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'

/**
 * The consent texts of a site. Published versions can't be edited or removed, because people agreed to
 * them as they were published; new versions are written below them.
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
    const added = newVersionNow(all, text)
    onChange(PatchEvent.from([setIfMissing([]), insert([added], 'after', [-1])]))
    onItemOpen([...path, {_key: added._key}])
  }
  const restoreText = ({text, key, state}: PublishedInForm) => {
    onChange(
      state === 'missing'
        ? PatchEvent.from([setIfMissing([]), insert([text], 'before', [0])])
        : PatchEvent.from(set({...text, _key: key}, [{_key: key}])),
    )
  }

  // Nothing may be edited until the published versions are known.
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
              onRestore={() => restoreText(version)}
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

function newVersionNow(all: readonly StoredText[], text: StoredText) {
  return newVersion(all, text, ulid(), new Date().toISOString())
}

/** What a {@link PublishedTextCard} needs. */
interface PublishedTextCardProps {
  version: PublishedInForm
  isReadOnly: boolean
  onNewVersion: () => void
  /** Puts the published text back into the form. */
  onRestore: () => void
}

/** A published version of a consent text, which can only be followed by another one. */
function PublishedTextCard(props: PublishedTextCardProps) {
  const {version, isReadOnly, onNewVersion, onRestore} = props
  const {words, state} = version
  const {t} = useTranslation(studioLocaleNamespace)
  const day = useDateTimeFormat({dateStyle: 'medium'})
  const from = Date.parse(words.validFrom)
  const name = {id: words.id, version: words.version}
  const meta = [
    words.locale,
    words.purpose && t(`consent.purpose-${words.purpose}`),
    Number.isNaN(from) ? '' : t('consent.valid-from', {date: day.format(new Date(from))}),
  ]
  return (
    <Card as="li" border padding={3} radius={2} tone={state === 'same' ? 'default' : 'caution'}>
      <Stack gap={3}>
        <Flex align="center" gap={2}>
          <Text muted size={1}>
            <LockIcon />
          </Text>
          <Box flex={1}>
            <Text size={1} weight="medium">
              {t('consent.name', name)}
            </Text>
          </Box>
          {!isReadOnly && (
            <Button
              aria-label={t('consent.new-version-of', name)}
              fontSize={1}
              icon={AddIcon}
              mode="ghost"
              onClick={onNewVersion}
              padding={2}
              text={t('consent.new-version')}
            />
          )}
        </Flex>
        <Text size={1} style={{overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'}}>
          {words.text}
        </Text>
        <Text muted size={1}>
          {meta.filter((part) => part !== '').join(' · ')}
        </Text>
        {state !== 'same' && (
          <Flex align="center" gap={3} role="alert" wrap="wrap">
            <Box flex={1}>
              <Text size={1}>{t(`consent.${state}`)}</Text>
            </Box>
            {!isReadOnly && (
              <Button
                fontSize={1}
                icon={ResetIcon}
                mode="ghost"
                onClick={onRestore}
                padding={2}
                text={t('consent.put-back')}
              />
            )}
          </Flex>
        )}
      </Stack>
    </Card>
  )
}
