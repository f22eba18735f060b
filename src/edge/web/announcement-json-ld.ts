import type { AnnouncementDetails } from "../../features/announcements/show-announcement.ts";
import type { Content } from "../../features/contents/show-content.ts";
import { renderText } from "../../platform/text/render.ts";
import { isoWithOffset } from "../../platform/time.ts";

const employment = { permanent: undefined, "fixed-term": "TEMPORARY", apprenticeship: "INTERN", "civic-service": "VOLUNTEER", temporary: "TEMPORARY", freelance: "CONTRACTOR" } as const;

/** A schema.org JobPosting for what one is hired for; otherwise a text that expires. */
export function announcementJsonLd(content: Content, details: AnnouncementDetails): object {
  const until = isoWithOffset(details.closesAt, details.zone);
  const organisation = details.organisation || content.structures.find((each) => each.role === "author")?.name;
  if (!["job", "internship", "volunteering"].includes(details.type) || !organisation) return { expires: until };
  return {
    "@type": "JobPosting",
    title: content.title,
    description: renderText(content.body, { image: () => "", tableLabel: "" }),
    datePosted: content.publishedAt?.toString(),
    validThrough: until,
    employmentType: details.type === "internship" ? "INTERN" : details.type === "volunteering" ? "VOLUNTEER" : details.contract ? employment[details.contract] : undefined,
    hiringOrganization: { "@type": "Organization", name: organisation },
    jobLocation: details.communeName ? { "@type": "Place", address: { "@type": "PostalAddress", addressLocality: details.communeName, addressCountry: "FR" } } : undefined,
  };
}
