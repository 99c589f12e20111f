import type {Actor} from '../../../../core/changes/activity.ts'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'
import {LeadChangeError} from '../../data/leadChangeError.ts'
import type {LeadStore} from '../writes/leadWrites.ts'
import {writeField, type FieldValue} from '../writes/writeField.ts'
import {writeStatus} from '../writes/writeStatus.ts'
import type {EditValue, EditableColumn} from './cellEdits.ts'

/** Who writes into a cell, and when. */
export interface CellWriter {
  store: LeadStore
  site: Site
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
  /** ULID of the timeline entry. */
  activityId: string
}

/** A value for a cell of a lead. */
export interface CellWrite {
  /** Id of the lead. */
  id: string
  column: EditableColumn
  /** What was there when the value was chosen. */
  seen: EditValue
  value: EditValue
}

/** What became of it. */
export type CellOutcome =
  /** `written` is what is there now; `null` when that was there already. */
  | {kind: 'changed'; written: EditValue | null}
  /** Somebody else changed it in the meantime, to what people call `value`; that stays. */
  | {kind: 'overtaken'; value: string}

function textOf(value: EditValue): string {
  return typeof value === 'string' ? value : value.join(', ')
}

function fieldValue(column: 'name' | 'company' | 'tags', value: EditValue): FieldValue {
  if (column !== 'tags') return {field: column, value: textOf(value)}
  return {field: column, value: typeof value === 'string' ? [value] : value}
}

async function writeStatusCell(writer: CellWriter, write: CellWrite, rev: string) {
  const {store, site, ...meta} = writer
  const lead = {_id: write.id, _rev: rev, site: site.key ?? '', status: textOf(write.seen)}
  const to = textOf(write.value)
  const outcome = await writeStatus(store, {...meta, lead, site, to})
  return outcome.kind === 'changed'
    ? {kind: outcome.kind, written: outcome.isNew ? to : null}
    : {kind: outcome.kind, value: leadStatusTitle(site, outcome.status)}
}

/**
 * Writes a value that was chosen in a cell.
 *
 * @param rev - revision of the row that was shown
 * @param putsBack - whether the value was there before
 * @throws LeadChangeError when the change is not allowed or the lead is gone; else the client's error
 */
export async function writeCell(
  writer: CellWriter,
  write: CellWrite,
  rev: string,
  putsBack = false,
): Promise<CellOutcome> {
  const {id, column, seen, value} = write
  if (column === 'status') return writeStatusCell(writer, write, rev)
  const {store, ...meta} = writer
  const before = fieldValue(column, seen)
  const lead = {_id: id, _rev: rev, site: meta.site.key ?? '', [before.field]: before.value}
  const wanted = fieldValue(column, value)
  const shown = rev === '' ? null : lead
  return writeField(store, {...meta, id, lead: shown, seen: before, wanted, putsBack})
}

/**
 * Puts a cell back to what it was, while it still holds what was written. That is the rule of
 * undoing bulk changes, too (`undoLead`): what somebody wrote since stays.
 *
 * @param made - the change: from `seen` to `value`, as it was written
 * @throws LeadChangeError when the lead is gone or the old value is not allowed any more; else the
 * client's error
 */
export async function undoCell(writer: CellWriter, made: CellWrite): Promise<CellOutcome> {
  const {id, column} = made
  const back = {id, column, seen: made.value, value: made.seen}
  // Without a revision a field is read first, and compared with what was written.
  if (column !== 'status') return writeCell(writer, back, '', true)
  const lead = await writer.store.read(id)
  if (!lead) throw new LeadChangeError('The lead was deleted in the meantime.')
  const status = lead.status ?? ''
  if (status === textOf(back.value)) return {kind: 'changed', written: null}
  if (status !== textOf(back.seen)) {
    return {kind: 'overtaken', value: leadStatusTitle(writer.site, status)}
  }
  return writeStatusCell(writer, back, lead._rev ?? '')
}
