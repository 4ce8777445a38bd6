/** The list `free_mail` of the standard vocabulary: domains on which anybody may open a mailbox for nothing. Language reference, section 3. */

const domains = `
126.com 139.com 163.com 189.cn 1und1.de 21cn.com abv.bg aim.com alice.it aliyun.com aol.co.uk aol.com aol.de aol.fr
arcor.de att.net bellsouth.net bigpond.com blueyonder.co.uk bol.com.br btinternet.com btopenworld.com centrum.cz charter.net
cock.li comcast.net cox.net daum.net disroot.org duck.com earthlink.net email.com email.cz email.de email.it
email.ua fastmail.com fastmail.fm foxmail.com free.fr freemail.hu freenet.de frontier.com gmail.co.uk gmail.com gmx.at
gmx.ch gmx.com gmx.de gmx.fr gmx.net gmx.us googlemail.com googlemail.de guerrillamail.com hanmail.net hey.com
hotmail.be hotmail.ca hotmail.ch hotmail.co.id hotmail.co.il hotmail.co.jp hotmail.co.nz hotmail.co.th hotmail.co.uk hotmail.co.za hotmail.com
hotmail.com.ar hotmail.com.au hotmail.com.br hotmail.com.mx hotmail.com.tr hotmail.de hotmail.dk hotmail.es hotmail.fi hotmail.fr
hotmail.gr hotmail.it hotmail.nl hotmail.no hotmail.se hushmail.com icloud.com ig.com.br inbox.com inbox.lv inbox.ru interia.pl
internode.on.net juno.com kakao.com keemail.me kolabnow.com laposte.net lavabit.com libero.it list.ru live.at live.be live.ca live.cn
live.co.uk live.co.za live.com live.com.ar live.com.au live.com.mx live.com.pt live.com.sg live.de live.dk live.fi live.fr live.ie
live.in live.it live.jp live.nl live.no live.ru live.se lycos.com mac.com mail.bg mail.com mail.ee mail.kz mail.ru mail2world.com
mailbox.org mailfence.com mailinator.com mailo.com me.com msn.com mweb.co.za mynet.com myyahoo.com nate.com naver.com netscape.net
netzero.com netzero.net ntlworld.com o2.co.uk o2.pl onet.eu onet.pl online.de online.no op.pl optimum.net optonline.net
optusnet.com.au orange.fr outlook.at outlook.be outlook.cl outlook.co.id outlook.co.nz outlook.co.th outlook.com outlook.com.ar
outlook.com.au outlook.com.br outlook.com.tr outlook.com.vn outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.hu outlook.ie
outlook.in outlook.it outlook.jp outlook.kr outlook.lv outlook.my outlook.ph outlook.pt outlook.sa outlook.sg outlook.sk passport.com
pm.me posteo.de posteo.net pobox.com post.cz proton.me protonmail.ch protonmail.com qq.com quicknet.nl rambler.ru rediffmail.com
riseup.net rocketmail.com rogers.com runbox.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.cn sina.com skynet.be sky.com
sohu.com startmail.com sympatico.ca t-online.de talktalk.net telenet.be telia.com terra.com.br tin.it tiscali.co.uk tiscali.it
tuta.com tuta.io tutamail.com tutanota.com tutanota.de ukr.net uol.com.br usa.net verizon.net vip.163.com vip.qq.com virgilio.it
virginmedia.com vodafone.it wanadoo.fr web.de windowslive.com windstream.net wp.pl xtra.co.nz yahoo.at yahoo.be yahoo.ca yahoo.ch
yahoo.cl yahoo.cn yahoo.co.id yahoo.co.il yahoo.co.in yahoo.co.jp yahoo.co.kr yahoo.co.nz yahoo.co.th yahoo.co.uk yahoo.co.za yahoo.com
yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.co yahoo.com.hk yahoo.com.mx yahoo.com.my yahoo.com.pe yahoo.com.ph
yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn yahoo.de yahoo.dk yahoo.es yahoo.fi yahoo.fr yahoo.gr yahoo.ie yahoo.in yahoo.it
yahoo.nl yahoo.no yahoo.pl yahoo.pt yahoo.ro yahoo.se yandex.by yandex.com yandex.kz yandex.ru yandex.ua yeah.net ymail.com
yopmail.com zoho.com zohomail.com zoznam.sk
`;

/** In lower case. */
export const freeMailDomains: readonly string[] = domains.trim().split(/\s+/);
