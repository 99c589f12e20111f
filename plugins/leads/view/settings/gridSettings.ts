import {z} from 'zod'
import {
  formatLayout,
  parseDensity,
  parseLayout,
  type ColumnLayout,
  type Density,
} from '../../columns/layout.ts'

/** What is kept of the grid for each user and site. */
export interface GridSettings {
  layout: ColumnLayout
  density: Density
}

/** The key that they are kept under. */
export function settingsKey(site: string): string {
  return `leads.grid.${site}`
}

const storedSchema = z.object({layout: z.string(), density: z.string()}).partial().catch({})

/** Reads what the store holds; the usual settings where it holds none. */
export function readSettings(stored: unknown): GridSettings {
  const {layout, density} = storedSchema.parse(stored ?? {})
  return {layout: parseLayout(layout), density: parseDensity(density)}
}

/** What the store is given. */
export function storedSettings({layout, density}: GridSettings): {layout: string; density: string} {
  return {layout: formatLayout(layout), density}
}
