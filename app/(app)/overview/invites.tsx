import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { formats, translations } from "@/lib/i18n/translations"
import { type InviteState, inviteStates } from "@/lib/invites/statistics"
import { Figure } from "./figure"

const colours: Record<InviteState, string> = {
  pending: "fill-warn",
  accepted: "fill-accent",
  declined: "fill-danger",
  expired: "fill-edge",
  revoked: "fill-edge/60",
}

type Props = { counts: Record<InviteState, number>; org: string }

/** Invites by state, as a table with bars. */
export async function Invites({ counts, org }: Props) {
  const [t, { number }] = await Promise.all([translations("overview.invites"), formats()])
  const total = inviteStates.reduce((sum, state) => sum + counts[state], 0)
  const share = number(total === 0 ? 0 : counts.accepted / total, { style: "percent", maximumFractionDigits: 0 })
  return (
    <Figure title={t("title")} value={number(total)} note={total === 0 ? "" : t("accepted", { share })}>
      {total === 0 ? (
        <p className="py-6 text-sm text-muted">{t("none")}</p>
      ) : (
        <table aria-label={t("title")} className="w-full text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("state")}</th>
              <th scope="col">{t("count")}</th>
            </tr>
          </thead>
          <tbody>
            {inviteStates.map((state) => (
              <tr key={state}>
                <th scope="row" className="w-0 py-1.5 pr-4 text-left font-normal whitespace-nowrap">
                  <TextLink href={address("/invites", { org, status: state })}>{t(`states.${state}`)}</TextLink>
                </th>
                <td className="py-1.5">
                  <span className="flex items-center gap-2">
                    <Bar share={counts[state] / total} colour={colours[state]} />
                    <span className="w-12 shrink-0 text-right">{number(counts[state])}</span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="text-sm">
        <TextLink href={address(total === 0 ? "/invites/new" : "/invites", { org })}>
          {t(total === 0 ? "invite" : "all")}
        </TextLink>
      </p>
    </Figure>
  )
}

function Bar({ share, colour }: { share: number; colour: string }) {
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden className="h-3 min-w-0 flex-1">
      <rect width="100" height="10" className="fill-sunken" />
      <rect width={100 * share} height="10" className={colour.replace("fill-", "fill-")} />
    </svg>
  )
}
