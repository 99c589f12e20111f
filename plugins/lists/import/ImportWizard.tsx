import {ArrowLeftIcon} from '@sanity/icons/ArrowLeft'
import {Box, Button, Card, Container, Flex, Heading, Text} from '@sanity/ui'
import {useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {isCustomFieldType} from '../../../core/leads/registeredFields.ts'
import {useAudienceSource} from '../../audience/source/useAudienceSource.ts'
import {NewFieldDialog} from '../../ui/customField/NewFieldDialog.tsx'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {DropArea} from '../../ui/DropArea.tsx'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {IconButton} from '../../ui/IconButton.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {IMPORT_PAGE} from '../listsTool.ts'
import {CheckActions} from './check/CheckActions.tsx'
import {CheckStep} from './check/CheckStep.tsx'
import {ColumnsStep} from './columns/ColumnsStep.tsx'
import {FilesStep} from './files/FilesStep.tsx'
import {PlanNote} from './files/PlanNote.tsx'
import {importLocaleNamespace} from './importLocale.ts'
import type {FileParser} from './parsing/fileParser.ts'
import {PeopleStep} from './people/PeopleStep.tsx'
import {useWizard, type Wizard} from './useWizard.ts'
import {WIZARD_STEPS, type WizardStep} from './wizardState.ts'

const NO_LISTS: readonly {value: string; title: string}[] = []

/** The import wizard: from files to a started import. */
export function ImportWizard(props: {parser: FileParser}) {
  const {parser} = props
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {navigate} = useRouter()
  const audience = useAudienceSource()
  const known = audience.state === 'ready' ? audience.source.options.lists : NO_LISTS
  const wizard = useWizard(client, parser, known)
  const [newField, setNewField] = useState<{key: string; index: number} | null>(null)
  const {state, dispatch} = wizard
  const {step, draft} = state
  const start = async () => {
    const id = await wizard.start()
    if (id !== null) navigate({page: IMPORT_PAGE, importId: id})
  }
  if (audience.state !== 'ready') {
    if (audience.state === 'loading') return <LoadingState label={t('loading')} />
    const {reason} = errorReason(audience.error)
    return <ErrorState onRetry={audience.retry} reason={reason} title={t('failed')} />
  }
  const column = newField && draft.files.find(({key}) => key === newField.key)
  return (
    <DropArea hint={t('files.drop-here')} isDisabled={step !== 'files'} onFiles={wizard.openFiles}>
      <Flex as="main" direction="column" height="fill" overflow="hidden">
        <WizardHeading onLeave={() => navigate({})} step={step} />
        <Box flex={1} overflow="auto" padding={4}>
          <Container width={4}>
            {step !== 'check' && <PlanNote client={client} parser={parser} state={state} />}
            {step === 'files' && (
              <FilesStep
                dispatch={dispatch}
                isOpening={wizard.isOpening}
                onFiles={wizard.openFiles}
                onOptions={wizard.readAgain}
                state={state}
              />
            )}
            {step === 'columns' && (
              <ColumnsStep
                custom={wizard.custom}
                dispatch={dispatch}
                guesses={wizard.guesses}
                now={wizard.now}
                onNewField={(key, index) => setNewField({key, index})}
                onForget={wizard.forgetColumns}
                onGuess={wizard.guessAgain}
                onReadValues={wizard.readValues}
                remembered={wizard.remembered}
                problems={wizard.problems}
                state={state}
                valuesOf={wizard.valuesOf}
              />
            )}
            {step === 'people' && (
              <PeopleStep
                dispatch={dispatch}
                gaps={wizard.gaps}
                lists={wizard.lists}
                source={audience.source}
                state={state}
                today={wizard.today}
              />
            )}
            {step === 'check' && (
              <CheckStep
                client={client}
                onNameField={(key, index) => setNewField({key, index})}
                wizard={wizard}
              />
            )}
          </Container>
        </Box>
        <Card borderTop padding={3}>
          <Obstacle wizard={wizard} />
          <Flex align="center" gap={3} wrap="wrap">
            {step !== 'files' && (
              <Button
                fontSize={1}
                mode="ghost"
                onClick={wizard.goBack}
                padding={3}
                text={t('back')}
              />
            )}
            {step === 'check' ? (
              <CheckActions client={client} onStart={() => void start()} wizard={wizard} />
            ) : (
              <>
                <Box flex={1} />
                <Button
                  disabled={!wizard.canGoOn || wizard.isGoingOn}
                  fontSize={1}
                  loading={wizard.isGoingOn}
                  onClick={wizard.goOn}
                  padding={3}
                  text={t(step === 'people' ? 'check-file' : 'next')}
                  tone="primary"
                />
              </>
            )}
          </Flex>
        </Card>
      </Flex>
      {newField && column && (
        <NewFieldDialog
          ask={wizard.askField}
          client={client}
          onClose={() => setNewField(null)}
          onCreated={({name, type}) => {
            const mapped = column.mapping.columns[newField.index]
            if (mapped && name && isCustomFieldType(type)) {
              const target = {kind: 'custom', name, type} as const
              dispatch({type: 'map-column', ...newField, column: {...mapped, target}})
            }
            setNewField(null)
          }}
          title={column.mapping.columns[newField.index]?.heading ?? ''}
        />
      )}
    </DropArea>
  )
}

/** Why there is no way on, beside the button that did not lead on. */
function Obstacle({wizard}: {wizard: Wizard}) {
  const {failure, gaps, hasProblems, state} = wizard
  const {t} = useTranslation(importLocaleNamespace)
  const isUnanswered = state.step === 'people' && gaps.length > 0
  const text =
    failure ?? (hasProblems ? t('columns.unsolved') : isUnanswered ? t('consent.incomplete') : null)
  if (text === null) return null
  return (
    <Card marginBottom={3} padding={3} radius={2} role="alert" tone="critical">
      <Text size={1}>{text}</Text>
    </Card>
  )
}

/** The title, and where in the wizard one is. */
function WizardHeading(props: {step: WizardStep; onLeave: () => void}) {
  const {step, onLeave} = props
  const {t} = useTranslation(importLocaleNamespace)
  const current = WIZARD_STEPS.indexOf(step)
  return (
    <Card borderBottom paddingX={3} paddingY={2}>
      <Flex align="center" gap={3} style={{minHeight: 35}}>
        <IconButton icon={ArrowLeftIcon} label={t('leave')} onClick={onLeave} />
        <Box flex={1}>
          <Heading as="h1" size={0}>
            {t('title')}
          </Heading>
        </Box>
        <Flex
          aria-label={t('steps')}
          as="ol"
          gap={4}
          style={{listStyle: 'none', margin: 0, padding: 0}}
        >
          {WIZARD_STEPS.map((name, index) => (
            <Text
              aria-current={name === step ? 'step' : undefined}
              as="li"
              key={name}
              muted={index > current}
              size={1}
              weight={name === step ? 'semibold' : 'regular'}
            >
              {`${index + 1}. ${t(`step.${name}`)}`}
            </Text>
          ))}
        </Flex>
      </Flex>
    </Card>
  )
}
