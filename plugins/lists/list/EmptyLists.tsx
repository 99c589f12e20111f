import {DownloadIcon} from '@sanity/icons/Download'
import {UploadIcon} from '@sanity/icons/Upload'
import {UlistIcon} from '@sanity/icons/Ulist'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {sampleSheet} from '../../../core/imports/sampleSheet.ts'
import {CSV_TYPE, csvText} from '../../../core/spreadsheet/csvText.ts'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {useImportLink} from '../../ui/useImportLink.ts'
import {saveFile} from '../../ui/saveFile.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'

const SAMPLE_FILE = 'sample-leads.csv'

function saveSample(): void {
  saveFile(SAMPLE_FILE, new Blob([csvText(sampleSheet())], {type: CSV_TYPE}))
}

/**
 * Shown while a site has no lists.
 *
 * @param props - `onCreate` is `null` for users who may not create lists
 */
export function EmptyLists({onCreate}: {onCreate: (() => void) | null}) {
  const {t} = useTranslation(listsLocaleNamespace)
  const importLink = useImportLink()
  return (
    <EmptyState
      actions={
        onCreate && (
          <>
            {importLink && (
              <Button
                as="a"
                fontSize={1}
                href={importLink.href}
                onClick={importLink.onClick}
                padding={3}
                icon={UploadIcon}
                text={t('empty.import')}
                tone="primary"
              />
            )}
            <Button
              fontSize={1}
              mode="ghost"
              onClick={onCreate}
              padding={3}
              text={t('list.create')}
            />
            <Button
              fontSize={1}
              icon={DownloadIcon}
              mode="bleed"
              onClick={saveSample}
              padding={3}
              text={t('empty.sample')}
            />
          </>
        )
      }
      description={t('empty.description')}
      icon={UlistIcon}
      title={t('empty.title')}
    />
  )
}
