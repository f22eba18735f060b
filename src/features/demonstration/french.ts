/** "à Lille", "au Mans", "aux Sables", "à La Rochelle": where something happens. */
export function at(commune: string): string {
  if (commune.startsWith("Le ")) return `au ${commune.slice(3)}`;
  return commune.startsWith("Les ") ? `aux ${commune.slice(4)}` : `à ${commune}`;
}

/** "de Lille", "d’Albi", "du Mans", "des Sables". */
export function of(commune: string): string {
  if (commune.startsWith("Le ")) return `du ${commune.slice(3)}`;
  if (commune.startsWith("Les ")) return `des ${commune.slice(4)}`;
  return /^(?:[AEIOUÂÉÈÊÎÔŒ]|Y[^aeiou])/.test(commune) ? `d’${commune}` : `de ${commune}`;
}

export const cap = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
