import {z} from 'zod'
import {
  formatLayout,
  parseDensity,
  parseLayout,
  type ColumnLayout,
  type Density,
} from '../../columns/layout.ts'

/** Settings of the grid, stored for each user and site. */
export interface GridSettings {
  layout: ColumnLayout
  density: Density
}

/** Storage key of a site's settings. */
export function settingsKey(site: string): string {
  return `leads.grid.${site}`
}

const storedSchema = z.object({layout: z.string(), density: z.string()}).partial().catch({})

/** Parses stored settings; defaults if there are none. */
export function readSettings(stored: unknown): GridSettings {
  const {layout, density} = storedSchema.parse(stored ?? {})
  return {layout: parseLayout(layout), density: parseDensity(density)}
}

/** Formats settings for storage. */
export function storedSettings({layout, density}: GridSettings): {layout: string; density: string} {
  return {layout: formatLayout(layout), density}
}
