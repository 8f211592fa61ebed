/** A country that calls can be permitted to, as the service names it. */
export interface Country {
  readonly isoCode: string
  readonly name: string
  readonly continent: string
  readonly countryDialingCodes: readonly string[]
}

// One continent per paragraph: ISO code, dialling codes, name.
const table = `
Africa: DZ 213 Algeria; AO 244 Angola; BJ 229 Benin; BW 267 Botswana; BF 226 Burkina Faso; BI 257 Burundi;
CV 238 Cape Verde; CM 237 Cameroon; CF 236 Central African Republic; TD 235 Chad; KM 269 Comoros; CG 242 Congo;
CD 243 Congo, Democratic Republic of the; CI 225 Ivory Coast; DJ 253 Djibouti; EG 20 Egypt; GQ 240 Equatorial Guinea;
ER 291 Eritrea; SZ 268 Eswatini; ET 251 Ethiopia; GA 241 Gabon; GM 220 Gambia; GH 233 Ghana; GN 224 Guinea;
GW 245 Guinea-Bissau; KE 254 Kenya; LS 266 Lesotho; LR 231 Liberia; LY 218 Libya; MG 261 Madagascar; MW 265 Malawi;
ML 223 Mali; MR 222 Mauritania; MU 230 Mauritius; YT 262 Mayotte; MA 212 Morocco; MZ 258 Mozambique; NA 264 Namibia;
NE 227 Niger; NG 234 Nigeria; RE 262 Reunion; RW 250 Rwanda; SH 290 Saint Helena; ST 239 Sao Tome and Principe;
SN 221 Senegal; SC 248 Seychelles; SL 232 Sierra Leone; SO 252 Somalia; ZA 27 South Africa; SS 211 South Sudan;
SD 249 Sudan; TZ 255 Tanzania; TG 228 Togo; TN 216 Tunisia; UG 256 Uganda; EH 212 Western Sahara; ZM 260 Zambia;
ZW 263 Zimbabwe
Asia: AF 93 Afghanistan; AM 374 Armenia; AZ 994 Azerbaijan; BH 973 Bahrain; BD 880 Bangladesh; BT 975 Bhutan;
IO 246 British Indian Ocean Territory; BN 673 Brunei; KH 855 Cambodia; CN 86 China; CX 61 Christmas Island;
CC 61 Cocos Islands; GE 995 Georgia; HK 852 Hong Kong; IN 91 India; ID 62 Indonesia; IR 98 Iran; IQ 964 Iraq;
IL 972 Israel; JP 81 Japan; JO 962 Jordan; KZ 7 Kazakhstan; KW 965 Kuwait; KG 996 Kyrgyzstan; LA 856 Laos;
LB 961 Lebanon; MO 853 Macao; MY 60 Malaysia; MV 960 Maldives; MN 976 Mongolia; MM 95 Myanmar; NP 977 Nepal;
KP 850 North Korea; OM 968 Oman; PK 92 Pakistan; PS 970 Palestine; PH 63 Philippines; QA 974 Qatar;
SA 966 Saudi Arabia; SG 65 Singapore; KR 82 South Korea; LK 94 Sri Lanka; SY 963 Syria; TW 886 Taiwan;
TJ 992 Tajikistan; TH 66 Thailand; TL 670 Timor-Leste; TR 90 Turkey; TM 993 Turkmenistan; AE 971 United Arab Emirates;
UZ 998 Uzbekistan; VN 84 Vietnam; YE 967 Yemen
Europe: AX 358 Aland Islands; AL 355 Albania; AD 376 Andorra; AT 43 Austria; BY 375 Belarus; BE 32 Belgium;
BA 387 Bosnia and Herzegovina; BG 359 Bulgaria; HR 385 Croatia; CY 357 Cyprus; CZ 420 Czech Republic; DK 45 Denmark;
EE 372 Estonia; FO 298 Faroe Islands; FI 358 Finland; FR 33 France; DE 49 Germany; GI 350 Gibraltar; GR 30 Greece;
GG 44 Guernsey; HU 36 Hungary; IS 354 Iceland; IE 353 Ireland; IM 44 Isle of Man; IT 39 Italy; JE 44 Jersey;
XK 383 Kosovo; LV 371 Latvia; LI 423 Liechtenstein; LT 370 Lithuania; LU 352 Luxembourg; MT 356 Malta; MD 373 Moldova;
MC 377 Monaco; ME 382 Montenegro; NL 31 Netherlands; MK 389 North Macedonia; NO 47 Norway; PL 48 Poland;
PT 351 Portugal; RO 40 Romania; RU 7 Russia; SM 378 San Marino; RS 381 Serbia; SK 421 Slovakia; SI 386 Slovenia;
ES 34 Spain; SJ 47 Svalbard and Jan Mayen; SE 46 Sweden; CH 41 Switzerland; UA 380 Ukraine; GB 44 United Kingdom;
VA 39,379 Vatican City
North America: US 1 United States/Canada; CA 1 Canada; AI 1264 Anguilla; AG 1268 Antigua and Barbuda; AW 297 Aruba;
BS 1242 Bahamas; BB 1246 Barbados; BZ 501 Belize; BM 1441 Bermuda; BQ 599 Bonaire, Sint Eustatius and Saba;
VG 1284 British Virgin Islands; KY 1345 Cayman Islands; CR 506 Costa Rica; CU 53 Cuba; CW 599 Curacao; DM 1767 Dominica;
DO 1809,1829,1849 Dominican Republic; SV 503 El Salvador; GL 299 Greenland; GD 1473 Grenada; GP 590 Guadeloupe;
GT 502 Guatemala; HT 509 Haiti; HN 504 Honduras; JM 1876,1658 Jamaica; MQ 596 Martinique; MX 52 Mexico;
MS 1664 Montserrat; NI 505 Nicaragua; PA 507 Panama; PR 1787,1939 Puerto Rico; BL 590 Saint Barthelemy;
KN 1869 Saint Kitts and Nevis; LC 1758 Saint Lucia; MF 590 Saint Martin; PM 508 Saint Pierre and Miquelon;
VC 1784 Saint Vincent and the Grenadines; SX 1721 Sint Maarten; TT 1868 Trinidad and Tobago;
TC 1649 Turks and Caicos Islands; VI 1340 United States Virgin Islands
South America: AR 54 Argentina; BO 591 Bolivia; BR 55 Brazil; CL 56 Chile; CO 57 Colombia; EC 593 Ecuador;
FK 500 Falkland Islands; GF 594 French Guiana; GY 592 Guyana; PY 595 Paraguay; PE 51 Peru;
GS 500 South Georgia and the South Sandwich Islands; SR 597 Suriname; UY 598 Uruguay; VE 58 Venezuela
Oceania: AS 1684 American Samoa; AU 61 Australia; CK 682 Cook Islands; FJ 679 Fiji; PF 689 French Polynesia; GU 1671 Guam;
KI 686 Kiribati; MH 692 Marshall Islands; FM 691 Micronesia; NR 674 Nauru; NC 687 New Caledonia; NZ 64 New Zealand;
NU 683 Niue; NF 672 Norfolk Island; MP 1670 Northern Mariana Islands; PW 680 Palau; PG 675 Papua New Guinea;
PN 64 Pitcairn; WS 685 Samoa; SB 677 Solomon Islands; TK 690 Tokelau; TO 676 Tonga; TV 688 Tuvalu;
UM 1 United States Minor Outlying Islands; VU 678 Vanuatu; WF 681 Wallis and Futuna
Antarctica: AQ 672 Antarctica; BV 47 Bouvet Island; HM 672 Heard Island and McDonald Islands;
TF 262 French Southern Territories`

// Area codes of Canada, which shares the dialling code 1 with the United States.
const canadianAreaCodes = new Set(
  '204 226 236 249 250 263 289 306 343 354 365 367 368 382 403 416 418 431 437 438 450 468 474 506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905'.split(
    ' ',
  ),
)

// Where several countries share a code, the one that a number belongs to without further knowledge.
const principal: Record<string, string> = {
  '1': 'US',
  '7': 'RU',
  '39': 'IT',
  '44': 'GB',
  '47': 'NO',
  '61': 'AU',
  '64': 'NZ',
  '212': 'MA',
  '262': 'RE',
  '358': 'FI',
  '500': 'FK',
  '590': 'GP',
  '599': 'CW',
  '672': 'NF',
}

/** Every country of ISO 3166-1 (and Kosovo) with its dialling codes. */
export const countries: readonly Country[] = readTable()

const byCode = new Map(
  countries.flatMap((country) =>
    country.countryDialingCodes.map((code) => [code.slice(1), principal[code.slice(1)] ?? country.isoCode]),
  ),
)

/** The country an E.164 number belongs to, by its longest dialling code; empty when none fits. */
export function countryOfNumber(phoneNumber: string): string {
  const digits = phoneNumber.replace(/^\+/, '')
  if (digits.startsWith('1') && canadianAreaCodes.has(digits.slice(1, 4))) return 'CA'
  for (let length = 4; length > 0; length -= 1) {
    const isoCode = byCode.get(digits.slice(0, length))
    if (isoCode) return isoCode
  }
  return ''
}

function readTable(): Country[] {
  const found: Country[] = []
  for (const paragraph of table.trim().split(/\n(?=[A-Z][A-Za-z ]+: )/)) {
    const [continent = '', entries = ''] = paragraph.split(': ')
    for (const entry of entries.split(';')) {
      const [isoCode = '', codes = '', ...name] = entry.trim().split(' ')
      const countryDialingCodes = codes.split(',').map((code) => `+${code}`)
      found.push({ isoCode, name: name.join(' '), continent, countryDialingCodes })
    }
  }
  return found.sort((one, other) => one.name.localeCompare(other.name, 'en'))
}
