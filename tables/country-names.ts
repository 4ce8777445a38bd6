/**
 * ISO 3166-1. A line a country: alpha-2, alpha-3, the English short name of the standard without its article, then
 * other names in common use, separated by `|`. Forms that differ only in accents, hyphens, `&`, dots, `St.`, an article
 * or their case need no entry: `countries.ts` makes them.
 *
 * Names that more than one country goes by in practice ("Korea", "Saint Martin" alone) are left out: better counted as unknown than wrong.
 */
export const countryLines = `
AF AFG Afghanistan|Islamic Republic of Afghanistan
AX ALA Åland Islands|Åland
AL ALB Albania
DZ DZA Algeria
AS ASM American Samoa
AD AND Andorra
AO AGO Angola
AI AIA Anguilla
AQ ATA Antarctica
AG ATG Antigua and Barbuda|Antigua
AR ARG Argentina
AM ARM Armenia
AW ABW Aruba
AU AUS Australia
AT AUT Austria
AZ AZE Azerbaijan
BS BHS Bahamas
BH BHR Bahrain
BD BGD Bangladesh
BB BRB Barbados
BY BLR Belarus
BE BEL Belgium
BZ BLZ Belize
BJ BEN Benin
BM BMU Bermuda
BT BTN Bhutan
BO BOL Bolivia (Plurinational State of)|Bolivia|Plurinational State of Bolivia|Bolivia, Plurinational State of
BQ BES Bonaire, Sint Eustatius and Saba|Caribbean Netherlands|Bonaire
BA BIH Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina
BW BWA Botswana
BV BVT Bouvet Island
BR BRA Brazil|Brasil
IO IOT British Indian Ocean Territory
BN BRN Brunei Darussalam|Brunei
BG BGR Bulgaria
BF BFA Burkina Faso
BI BDI Burundi
CV CPV Cabo Verde|Cape Verde
KH KHM Cambodia
CM CMR Cameroon
CA CAN Canada
KY CYM Cayman Islands
CF CAF Central African Republic
TD TCD Chad
CL CHL Chile
CN CHN China|People's Republic of China|China, People's Republic of|PRC|Mainland China|P.R. China
CX CXR Christmas Island
CC CCK Cocos (Keeling) Islands|Cocos Islands|Keeling Islands
CO COL Colombia
KM COM Comoros
CG COG Congo|Republic of the Congo|Congo, Republic of the|Congo-Brazzaville|Congo (Brazzaville)|Congo - Brazzaville
CD COD Congo (the Democratic Republic of the)|Democratic Republic of the Congo|Congo, the Democratic Republic of the|Congo, Democratic Republic of the|Congo, Democratic Republic|DR Congo|DRC|Congo-Kinshasa|Congo (Kinshasa)|Congo (DRC)|Congo - Kinshasa
CK COK Cook Islands
CR CRI Costa Rica
CI CIV Côte d'Ivoire|Ivory Coast
HR HRV Croatia
CU CUB Cuba
CW CUW Curaçao
CY CYP Cyprus
CZ CZE Czechia|Czech Republic
DK DNK Denmark
DJ DJI Djibouti
DM DMA Dominica
DO DOM Dominican Republic
EC ECU Ecuador
EG EGY Egypt
SV SLV El Salvador
GQ GNQ Equatorial Guinea
ER ERI Eritrea
EE EST Estonia
SZ SWZ Eswatini|Swaziland
ET ETH Ethiopia
FK FLK Falkland Islands [Malvinas]|Falkland Islands (Malvinas)|Falkland Islands|Falklands
FO FRO Faroe Islands|Faeroe Islands|Faroes
FJ FJI Fiji
FI FIN Finland
FR FRA France
GF GUF French Guiana
PF PYF French Polynesia|Tahiti
TF ATF French Southern Territories
GA GAB Gabon
GM GMB Gambia|Republic of the Gambia
GE GEO Georgia
DE DEU Germany|Federal Republic of Germany|Deutschland
GH GHA Ghana
GI GIB Gibraltar
GR GRC Greece|Hellenic Republic
GL GRL Greenland
GD GRD Grenada
GP GLP Guadeloupe
GU GUM Guam
GT GTM Guatemala
GG GGY Guernsey
GN GIN Guinea
GW GNB Guinea-Bissau
GY GUY Guyana
HT HTI Haiti
HM HMD Heard Island and McDonald Islands|Heard and McDonald Islands
VA VAT Holy See|Vatican City|Vatican|Vatican City State|Holy See (Vatican City State)|Vatican City (Holy See)
HN HND Honduras
HK HKG Hong Kong|Hong Kong SAR|Hong Kong SAR China|Hong Kong S.A.R.|Hong Kong, China|China, Hong Kong SAR
HU HUN Hungary
IS ISL Iceland
IN IND India
ID IDN Indonesia
IR IRN Iran (Islamic Republic of)|Iran|Islamic Republic of Iran|Iran, Islamic Republic of
IQ IRQ Iraq
IE IRL Ireland|Republic of Ireland|Eire
IM IMN Isle of Man
IL ISR Israel
IT ITA Italy|Italia
JM JAM Jamaica
JP JPN Japan
JE JEY Jersey
JO JOR Jordan
KZ KAZ Kazakhstan
KE KEN Kenya
KI KIR Kiribati
KP PRK Korea (the Democratic People's Republic of)|Democratic People's Republic of Korea|Korea, Democratic People's Republic of|Korea, the Democratic People's Republic of|North Korea|DPRK|Korea, North
KR KOR Korea (the Republic of)|South Korea|Republic of Korea|Korea, Republic of|Korea, the Republic of|Korea (Republic of)|Korea, South|ROK|S. Korea
KW KWT Kuwait
KG KGZ Kyrgyzstan|Kyrgyz Republic
LA LAO Lao People's Democratic Republic|Laos|Lao PDR
LV LVA Latvia
LB LBN Lebanon
LS LSO Lesotho
LR LBR Liberia
LY LBY Libya|Libyan Arab Jamahiriya
LI LIE Liechtenstein
LT LTU Lithuania
LU LUX Luxembourg
MO MAC Macao|Macau|Macao SAR|Macau SAR|Macao SAR China|Macau SAR China|Macao, China|China, Macao SAR
MG MDG Madagascar
MW MWI Malawi
MY MYS Malaysia
MV MDV Maldives
ML MLI Mali
MT MLT Malta
MH MHL Marshall Islands
MQ MTQ Martinique
MR MRT Mauritania
MU MUS Mauritius
YT MYT Mayotte
MX MEX Mexico
FM FSM Micronesia (Federated States of)|Micronesia|Federated States of Micronesia|Micronesia, Federated States of
MD MDA Moldova (the Republic of)|Moldova|Republic of Moldova|Moldova, Republic of|Moldova (Republic of)
MC MCO Monaco
MN MNG Mongolia
ME MNE Montenegro
MS MSR Montserrat
MA MAR Morocco
MZ MOZ Mozambique
MM MMR Myanmar|Burma|Myanmar (Burma)
NA NAM Namibia
NR NRU Nauru
NP NPL Nepal
NL NLD Netherlands (Kingdom of the)|Netherlands|Holland|Kingdom of the Netherlands
NC NCL New Caledonia
NZ NZL New Zealand|Aotearoa
NI NIC Nicaragua
NE NER Niger
NG NGA Nigeria
NU NIU Niue
NF NFK Norfolk Island
MK MKD North Macedonia|Macedonia|Republic of North Macedonia|FYROM|Macedonia, the former Yugoslav Republic of
MP MNP Northern Mariana Islands
NO NOR Norway
OM OMN Oman
PK PAK Pakistan
PW PLW Palau
PS PSE Palestine, State of|Palestine|State of Palestine|Palestinian Territory|Palestinian Territories|Palestinian Territory, Occupied|Occupied Palestinian Territory
PA PAN Panama
PG PNG Papua New Guinea
PY PRY Paraguay
PE PER Peru
PH PHL Philippines
PN PCN Pitcairn|Pitcairn Islands
PL POL Poland
PT PRT Portugal
PR PRI Puerto Rico
QA QAT Qatar
RE REU Réunion
RO ROU Romania
RU RUS Russian Federation|Russia
RW RWA Rwanda
BL BLM Saint Barthélemy|Saint Barts
SH SHN Saint Helena, Ascension and Tristan da Cunha|Saint Helena
KN KNA Saint Kitts and Nevis|Saint Kitts
LC LCA Saint Lucia
MF MAF Saint Martin (French part)
PM SPM Saint Pierre and Miquelon
VC VCT Saint Vincent and the Grenadines|Saint Vincent and Grenadines|Saint Vincent
WS WSM Samoa|Western Samoa
SM SMR San Marino
ST STP Sao Tome and Principe|São Tomé and Príncipe|São Tomé
SA SAU Saudi Arabia|Kingdom of Saudi Arabia|KSA
SN SEN Senegal
RS SRB Serbia
SC SYC Seychelles
SL SLE Sierra Leone
SG SGP Singapore
SX SXM Sint Maarten (Dutch part)|Sint Maarten
SK SVK Slovakia|Slovak Republic
SI SVN Slovenia
SB SLB Solomon Islands
SO SOM Somalia
ZA ZAF South Africa|Republic of South Africa|RSA
GS SGS South Georgia and the South Sandwich Islands|South Georgia and South Sandwich Islands|South Georgia
SS SSD South Sudan
ES ESP Spain|España
LK LKA Sri Lanka
SD SDN Sudan
SR SUR Suriname
SJ SJM Svalbard and Jan Mayen|Svalbard
SE SWE Sweden
CH CHE Switzerland|Swiss Confederation
SY SYR Syrian Arab Republic|Syria
TW TWN Taiwan (Province of China)|Taiwan|Taiwan, Province of China|Taiwan, Republic of China|Republic of China|Taiwan, ROC
TJ TJK Tajikistan
TZ TZA Tanzania, the United Republic of|Tanzania|United Republic of Tanzania|Tanzania, United Republic of
TH THA Thailand
TL TLS Timor-Leste|East Timor
TG TGO Togo
TK TKL Tokelau
TO TON Tonga
TT TTO Trinidad and Tobago|Trinidad
TN TUN Tunisia
TR TUR Türkiye|Turkey|Republic of Türkiye
TM TKM Turkmenistan
TC TCA Turks and Caicos Islands|Turks and Caicos
TV TUV Tuvalu
UG UGA Uganda
UA UKR Ukraine
AE ARE United Arab Emirates|UAE|U.A.E.|Emirates
GB GBR United Kingdom of Great Britain and Northern Ireland|United Kingdom|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom (UK)|Great Britain and Northern Ireland
UM UMI United States Minor Outlying Islands|U.S. Outlying Islands|U.S. Minor Outlying Islands
US USA United States of America|United States|America|U.S. of A.|United States (USA)|United States (US)|USA (United States)|United States of America (USA)
UY URY Uruguay
UZ UZB Uzbekistan
VU VUT Vanuatu
VE VEN Venezuela (Bolivarian Republic of)|Venezuela|Bolivarian Republic of Venezuela|Venezuela, Bolivarian Republic of
VN VNM Viet Nam|Vietnam
VG VGB Virgin Islands (British)|British Virgin Islands|Virgin Islands, British|BVI
VI VIR Virgin Islands (U.S.)|US Virgin Islands|United States Virgin Islands|Virgin Islands, U.S.|Virgin Islands, US|USVI
WF WLF Wallis and Futuna|Wallis and Futuna Islands
EH ESH Western Sahara
YE YEM Yemen
ZM ZMB Zambia
ZW ZWE Zimbabwe
`;
