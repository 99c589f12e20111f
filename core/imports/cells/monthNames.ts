import {plainWord} from '../../leads/headingKey.ts'

/**
 * Names of months by number, in the languages that headings are recognised in: without accents, in lower
 * case. Names in other cases, as dates use them, and common short forms are included.
 */
const NAMES: readonly string[] = [
  'january januar janvier enero gennaio janeiro januari styczen stycznia jan janv ene gen sty',
  'february februar fevrier febrero febbraio fevereiro februari luty lutego feb febr fev fevr lut',
  'march marz marts mars marzo marco maart marzec marca mar mrz mrt maerz',
  'april avril abril aprile kwiecien kwietnia apr avr abr kwi',
  'may mai mayo maggio maio mei maj maja mag',
  'june juni juin junio giugno junho czerwiec czerwca jun giu cze',
  'july juli juillet julio luglio julho lipiec lipca jul juil lug lip',
  'august aout agosto augustus augusti sierpien sierpnia aug ago aou sie',
  'september septembre septiembre setiembre settembre setembro wrzesien wrzesnia sep sept set wrz',
  'october oktober octobre octubre ottobre outubro pazdziernik pazdziernika oct okt ott out paz',
  'november novembre noviembre novembro listopad listopada nov lis',
  'december dezember decembre diciembre dicembre dezembro desember grudzien grudnia dec dez dic des gru',
]

const NUMBERS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
)

/** The number of a month, 1 to 12, by its name or a short form of it. */
export function monthOfName(word: string): number | undefined {
  return NUMBERS.get(plainWord(word))
}
