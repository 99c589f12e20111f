import type {ComponentType, LazyExoticComponent} from 'react'

/**
 * The page that imports files, under `/import`; `null` while there is none, and then nothing leads to it.
 * Once it is there: `{Page: lazy(() => import('./ImportWizard.tsx'))}`.
 */
export const importWizard: {Page: LazyExoticComponent<ComponentType> | null} = {Page: null}
