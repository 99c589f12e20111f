import {currentThread, lowerPriority} from './threadPriority.ts'

// Before the rest is loaded, which takes longer than many a query.
lowerPriority(currentThread())
await import('./queryWorker.ts')
