import {useMemo, useState} from 'react'
import {EVERYBODY, type AudienceDefinition} from '../../../core/audience/definition.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import {decideRuleChange} from '../../../core/shopify/ruleChange.ts'
import {
  settingsOf,
  type RuleDocument,
  type RuleSettings,
} from '../../../core/shopify/ruleSettings.ts'

function startOf(rule: RuleDocument | null) {
  const settings = settingsOf(rule)
  const parsed = settings.conditions === null ? null : parseAudience(settings.conditions)
  return {
    settings,
    definition: parsed?.definition ?? EVERYBODY,
    isUnreadable: parsed !== null && !parsed.definition,
  }
}

/** A rule while it is edited, and what saving it would write. */
export function useRuleDraft(site: string, rule: RuleDocument | null) {
  const [start] = useState(() => startOf(rule))
  const [settings, setSettings] = useState(start.settings)
  const [definition, setDefinition] = useState(start.definition)
  const decision = useMemo(() => decideRuleChange(site, rule, settings), [rule, settings, site])
  const problems = decision.ok ? [] : decision.problems
  return {
    settings,
    definition,
    decision,
    problems,
    /** Whether something differs from what is stored. */
    isChanged: decision.ok ? decision.changes.length > 0 : settings !== start.settings,
    /** Whether the stored condition could not be read; the builder starts with none. */
    isUnreadable: start.isUnreadable,
    problemOf: (field: string) =>
      problems.find((problem) => problem.field === field)?.reason ?? undefined,
    set: (changes: Partial<RuleSettings>) => setSettings((known) => ({...known, ...changes})),
    setDefinition: (next: AudienceDefinition) => {
      setDefinition(next)
      setSettings((known) => ({...known, conditions: JSON.stringify(next)}))
    },
  }
}

/** See {@link useRuleDraft}. */
export type RuleDraft = ReturnType<typeof useRuleDraft>
