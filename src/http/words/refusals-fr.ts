/**
 * French for what commands and schemas refuse, by the English sentence that they throw; `{}` stands for what varies. A test
 * holds it complete: a new sentence comes with its French.
 */
export const refusalsFr: Readonly<Record<string, string>> = {
  // The second factor.
  'You have a second factor already. Remove it first.': 'Vous avez déjà un second facteur. Supprimez-le d’abord.',
  'There is no second factor to confirm. Begin again.': 'Il n’y a pas de second facteur à confirmer. Recommencez.',
  'This code is not right. Check the time of your phone, and try the next one.':
    'Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone et essayez le suivant.',
  'You have no second factor.': 'Vous n’avez pas de second facteur.',
  'The password is wrong.': 'Le mot de passe est incorrect.',
  'A key has no second factor.': 'Une clé n’a pas de second facteur.',
  'Enter the code that your authenticator app shows, or a recovery code.':
    'Saisissez le code affiché par votre application d’authentification, ou un code de secours.',
  'This code is not right, or it was used already. Wait for the next one.':
    'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.',
  // The shop.
  'A company has one currency; this one’s is {}.': 'Une entreprise n’a qu’une devise ; ici, c’est {}.',
  'The company has no role for owners.': 'L’entreprise n’a pas de rôle de propriétaire.',
  'The key must expire in the future.': 'La date d’expiration de la clé doit être à venir.',
  'This client was erased, and is not changed any more.': 'Ce client a été effacé et ne se modifie plus.',
  'This client was erased already.': 'Ce client a déjà été effacé.',
  'The client of this invoice was erased: it takes no comment.':
    'Le client de cette facture a été effacé : elle ne reçoit plus de commentaire.',
  'This is not the client’s name. Type it as it is shown: erasing cannot be undone.':
    'Ce n’est pas le nom du client. Saisissez-le tel qu’il est affiché : l’effacement est définitif.',
  'Invoices of this client still have to be settled with QuickBooks: {}. Let the sync finish and answer their issues, then erase the client.':
    'Des factures de ce client restent à régler avec QuickBooks : {}. Laissez la synchronisation se terminer et traitez leurs anomalies, puis effacez le client.',
  'An invoice has at least one line.': 'Une facture a au moins une ligne.',
  'A line without an item needs a price.': 'Une ligne sans article doit avoir un prix.',
  'A line without an item needs a name.': 'Une ligne sans article doit avoir un libellé.',
  'This tax is on the line already.': 'Cette taxe est déjà sur la ligne.',
  'This payment is deleted. Restore it first.': 'Ce paiement est supprimé. Rétablissez-le d’abord.',
  'This invoice is in QuickBooks. Cancel it, or unlink it first.':
    'Cette facture est dans QuickBooks. Annulez-la ou dissociez-la d’abord.',
  'This invoice is just being sent to QuickBooks. Try again in a minute, or cancel it.':
    'Cette facture est en cours d’envoi à QuickBooks. Réessayez dans une minute ou annulez-la.',
  'This invoice has payments. Delete them first.': 'Cette facture a des paiements. Supprimez-les d’abord.',
  'Someone active must keep a role that may change the settings.':
    'Une personne active doit garder un rôle qui permet de modifier les paramètres.',
  'This date is too far away.': 'Cette date est trop éloignée.',
  'The due date is not before the issue date.': 'L’échéance ne peut pas précéder la date de la facture.',
  'The next numbers are all taken. Give a number, or change the template in the settings.':
    'Les numéros suivants sont tous pris. Saisissez un numéro ou changez le modèle dans les paramètres.',
  'Another invoice here stands for it already.': 'Une autre facture d’ici lui correspond déjà.',
  'Another invoice has this number.': 'Une autre facture porte ce numéro.',
  'Name every status of the company once.': 'Indiquez une fois chacun des statuts de l’entreprise.',
  'This is not one of the company’s.': 'Cet élément n’appartient pas à l’entreprise.',
  'The invoice was changed meanwhile. Read it again.': 'La facture a été modifiée entre-temps. Rechargez-la.',
  'The total of an invoice is not negative.': 'Le total d’une facture ne peut pas être négatif.',
  'Quantity times price is too large.': 'La quantité multipliée par le prix donne un montant trop élevé.',
  'The invoice comes to too much.': 'Le montant de la facture est trop élevé.',
  'A company needs one active location. Make another one first.':
    'Une entreprise a besoin d’un emplacement actif. Créez-en d’abord un autre.',
  'The company has no active location.': 'L’entreprise n’a pas d’emplacement actif.',
  'This amount is too large.': 'Ce montant est trop élevé.',
  'The amount must be more than zero.': 'Le montant doit être supérieur à zéro.',
  'A price is not negative.': 'Un prix ne peut pas être négatif.',
  'A discount is not negative.': 'Une remise ne peut pas être négative.',
  'A discount is at most 100 percent.': 'Une remise est de 100 % au plus.',
  'Amounts in the company’s currency have {}.': 'Les montants dans la devise de l’entreprise ont {}.',
  'The company has no status of the group New.': 'L’entreprise n’a pas de statut du groupe Nouveau.',
  'A company needs one status of the group New.': 'Une entreprise a besoin d’un statut du groupe Nouveau.',
  'This invoice is voided; nothing is due on it.': 'Cette facture est annulée ; plus rien n’y est dû.',
  'There is no such {}.': 'Introuvable : {}.',
  'There is no such thing.': 'Cet élément est introuvable.',
  'This {} is not active.': 'Cet élément est inactif : {}.',
  'A refund cannot be refunded. Delete it instead.': 'Un remboursement ne se rembourse pas. Supprimez-le.',
  'This payment was refunded. Delete the refund first.':
    'Ce paiement a été remboursé. Supprimez d’abord le remboursement.',
  'Of this payment, at most {} can be refunded in all.':
    'Ce paiement ne peut être remboursé qu’à hauteur de {} en tout.',
  'The payments of this invoice come to too much.': 'Le total des paiements de cette facture est trop élevé.',
  'Another role has this name.': 'Un autre rôle porte ce nom.',
  'Another status has this name.': 'Un autre statut porte ce nom.',
  'Another tax has this code.': 'Une autre taxe porte ce code.',
  'Someone already signs in with this e-mail.': 'Quelqu’un se connecte déjà avec cet e-mail.',
  'The sample data is here already.': 'Les données d’exemple sont déjà là.',
  '“{}” is used by invoices or by the integration’s settings.':
    '« {} » est utilisé par des factures ou par les paramètres de l’intégration.',
  'Employees or API keys have the role “{}”.': 'Des employés ou des clés d’API ont le rôle « {} ».',
  '“{}” keeps all permissions, so that nobody is locked out for good.':
    '« {} » garde toutes les autorisations, pour que personne ne reste définitivement à la porte.',
  '“{}” is a built-in role and stays.': '« {} » est un rôle intégré : il reste.',
  'You cannot give permissions that you do not have: {}.':
    'Vous ne pouvez pas donner des autorisations que vous n’avez pas : {}.',
  'A company has at most {} webhook endpoints.': 'Une entreprise a au plus {} destinations de webhooks.',
  'This webhook endpoint is off. Switch it on first.': 'Cette destination est désactivée. Activez-la d’abord.',
  'An organization needs a name.': 'Une organisation doit avoir un nom.',
  'A person needs a first or a last name.': 'Une personne doit avoir un prénom ou un nom.',
  'An invoice cannot move from “{}” to “{}”: “{}” may be reached only from {}.':
    'Une facture ne peut pas passer de « {} » à « {} » : on n’arrive à « {} » que depuis {}.',
  'Moving an invoice from “{}” to “{}” is reserved to other roles than yours.':
    'Le passage d’une facture de « {} » à « {} » est réservé à d’autres rôles que le vôtre.',
  'Moving an invoice from “{}” to “{}” needs a comment.':
    'Le passage d’une facture de « {} » à « {} » demande un commentaire.',
  'Write the whole address, like https://example.com/hooks.':
    'Saisissez l’adresse complète, comme https://exemple.fr/hooks.',
  'The address must begin with https://.': 'L’adresse doit commencer par https://.',
  'The address must not contain a name or a password.': 'L’adresse ne doit contenir ni nom ni mot de passe.',
  'The address must not contain a “#”.': 'L’adresse ne doit pas contenir de « # ».',
  'This address is not in the public internet.': 'Cette adresse n’est pas sur l’internet public.',
  'Refunds cannot come to more than the payment.': 'Les remboursements ne peuvent pas dépasser le paiement.',
  // The settings and work of the sync.
  'Connect to QuickBooks Online in the settings first.':
    'Connectez-vous d’abord à QuickBooks Online dans les paramètres.',
  'Connect to QuickBooks Online before you enable the integration.':
    'Connectez-vous à QuickBooks Online avant d’activer l’intégration.',
  'Reconnect to QuickBooks in the settings to resolve this.':
    'Reconnectez-vous à QuickBooks dans les paramètres pour résoudre cette anomalie.',
  'Enable the integration in the settings first.': 'Activez d’abord l’intégration dans les paramètres.',
  'Enable QuickBooks Online (2-way) in the settings first.':
    'Activez d’abord QuickBooks Online (2-way) dans les paramètres.',
  'Disable “{}” first.': 'Désactivez d’abord « {} ».',
  'Some settings cannot be saved as they are.': 'Certains paramètres ne peuvent pas être enregistrés tels quels.',
  'Choose the tax, or several that stand together on a line.':
    'Choisissez la taxe, ou plusieurs qui figurent ensemble sur une ligne.',
  'This tax is mapped in another row already.': 'Cette taxe a déjà une correspondance dans une autre ligne.',
  'This location is mapped in another row already.': 'Cet emplacement a déjà une correspondance dans une autre ligne.',
  'The account “{}” is inactive.': 'Le compte « {} » est inactif.',
  'The account must be kept in {}.': 'Le compte doit être tenu en {}.',
  'QuickBooks has no {} “{}”.': 'QuickBooks n’a pas cet élément ({}) : « {} ».',
  'QuickBooks has more than one {} named “{}”. Choose one from the list.':
    'QuickBooks a plusieurs éléments ({}) du nom de « {} ». Choisissez-en un dans la liste.',
  'The {} “{}” is inactive in QuickBooks.': 'Cet élément ({}) est inactif dans QuickBooks : « {} ».',
  'There is no account for payments made in QuickBooks.':
    'Aucun compte n’est choisi pour les paiements créés dans QuickBooks.',
  'What was edited in QuickBooks cannot be kept in the shop.':
    'Ce qui a été modifié dans QuickBooks ne peut pas être repris ici.',
  'This issue is closed already.': 'Cette anomalie est déjà close.',
  'This issue can be resolved by: {}.': 'Cette anomalie se résout par : {}.',
  'Choose a side for each field.': 'Choisissez un côté pour chaque champ.',
  'Choose “shop” or “quickbooks”.': 'Choisissez un côté.',
  'This invoice is not linked to QuickBooks.': 'Cette facture n’est pas liée à QuickBooks.',
  'The period has {} invoices; {} can go at a time.': 'La période compte {} factures ; {} au plus à la fois.',
  'There are more than {} records. Undo shorter periods, one after the other.':
    'Il y a plus de {} enregistrements. Annulez des périodes plus courtes, l’une après l’autre.',
  'This is not a backfill that was confirmed.': 'Ce n’est pas une reprise d’historique confirmée.',
  'The lists are still being read. Confirm when the preview is complete.':
    'Les listes sont encore en cours de lecture. Confirmez quand l’aperçu sera complet.',
  'This preview is older than a day. Make a new one.': 'Cet aperçu a plus d’un jour. Refaites-en un.',
  'This preview is of another QuickBooks company. Make a new one.':
    'Cet aperçu concerne une autre société QuickBooks. Refaites-en un.',
  'Some choices cannot be.': 'Certains choix sont impossibles.',
  'The preview has no such item.': 'L’aperçu ne contient pas cet élément.',
  'There is nothing with this id to link to.': 'Il n’y a rien à lier sous cet identifiant.',
  // Fields.
  'This is not a time zone, like Europe/Paris.': 'Ce n’est pas un fuseau horaire, comme Europe/Paris.',
  'This is not a currency, like EUR.': 'Ce n’est pas une devise, comme EUR.',
  'Write the country as two letters, like FR.': 'Écrivez le pays en deux lettres, comme FR.',
  'Write the currency as three letters, like EUR.': 'Écrivez la devise en trois lettres, comme EUR.',
  'Write the date as YYYY-MM-DD.': 'Cette date n’est pas valable.',
  'Write the amount as decimal text, like "12.50".': 'Saisissez un montant, comme 12,50.',
  'Write the percentage as decimal text, like "8.25".': 'Saisissez un pourcentage, comme 8,25.',
  'Write the quantity as decimal text with at most five decimals, like "1.5".':
    'Saisissez une quantité avec cinq décimales au plus, comme 1,5.',
  'Control characters are not allowed.': 'Les caractères de contrôle ne sont pas admis.',
  'This text holds a character that is none.': 'Ce texte contient un caractère non valable.',
  'The period ends before it begins.': 'La période se termine avant de commencer.',
  'The time ends before it begins.': 'L’intervalle se termine avant de commencer.',
  'Choose clients, items, or both.': 'Choisissez les clients, les articles ou les deux.',
  'The template needs a counter: {C} or {C:5}.': 'Le modèle doit contenir un compteur : {C} ou {C:5}.',
  'A password has at least 10 characters.': 'Un mot de passe a au moins 10 caractères.',
  'Two views have the same name.': 'Deux vues portent le même nom.',
  // Who asks, and how.
  'Send an API key, or sign in.': 'Connectez-vous.',
  'The session has ended. Sign in again.': 'La session a pris fin. Reconnectez-vous.',
  'This API key is not valid: unknown, expired or revoked.':
    'Cette clé d’API n’est pas valable : inconnue, expirée ou révoquée.',
  'The e-mail or the password is wrong.': 'L’e-mail ou le mot de passe est incorrect.',
  'This is not the set-up code. The program prints it when it starts, while there is no company.':
    'Ce n’est pas le code d’installation. Le programme l’affiche à son démarrage tant qu’il n’y a pas d’entreprise.',
  'There is a company already. Sign in, or make another with: tandem admin create':
    'Il y a déjà une entreprise. Connectez-vous, ou créez-en une autre avec : tandem admin create',
  'It was changed meanwhile. Read it again, then decide.': 'Modifié entre-temps. Rechargez, puis décidez.',
  'This needs the permission “{}”.': 'Il y faut l’autorisation « {} ».',
  'This invoice is issued. Changing it needs the permission “invoices.edit_issued”.':
    'Cette facture est émise. La modifier demande l’autorisation « invoices.edit_issued ».',
  'This is a refund. Changing it needs the permission “payments.refund”.':
    'C’est un remboursement. Le modifier demande l’autorisation « payments.refund ».',
  'A key is nobody who reads a language.': 'Une clé n’a pas de langue.',
  'A key is nobody who keeps views.': 'Une clé n’a pas de vues.',
  'Something that this refers to was deleted in the same moment.': 'Un élément concerné vient d’être supprimé.',
  'The database could not do this just now. Try again.':
    'La base de données n’a pas pu le faire à l’instant. Réessayez.',
  'The database does not answer.': 'La base de données ne répond pas.',
  'This was done already, and its secret is shown only once.':
    'C’est déjà fait, et le secret n’est montré qu’une fois.',
  'An Idempotency-Key has 1 to 255 printable ASCII characters.':
    'Une Idempotency-Key a de 1 à 255 caractères ASCII imprimables.',
  'This Idempotency-Key was used for another request.': 'Cette Idempotency-Key a servi à une autre requête.',
  'This request came from another site.': 'Cette requête vient d’un autre site.',
  'There is nothing at this address.': 'Il n’y a rien à cette adresse.',
  'This address knows {}.': 'Cette adresse connaît {}.',
  'This cursor was not given by this list.': 'Ce curseur ne vient pas de cette liste.',
  'Give this parameter once.': 'Donnez ce paramètre une seule fois.',
  'There is no such parameter.': 'Ce paramètre n’existe pas.',
  'There is no such property.': 'Cette propriété n’existe pas.',
  'Values are nested more than {} deep.': 'Les valeurs sont imbriquées sur plus de {} niveaux.',
  'Send the body as application/json.': 'Envoyez le corps en application/json.',
  'The body is not JSON.': 'Le corps n’est pas du JSON.',
  'A request has at most 1 MB.': 'Une requête a au plus 1 Mo.',
  'Too many requests. Try again in {} seconds.': 'Trop de requêtes. Réessayez dans {} secondes.',
  'It is not valid.': 'Ce n’est pas valable.',
  'What QuickBooks held is kept here since {}.': 'Ce que QuickBooks contenait est conservé ici depuis {}.',
  'Too many pages are open.': 'Trop de pages sont ouvertes.',
  'Something went wrong here. Its number is {}.': 'Une erreur s’est produite ici. Son numéro est {}.',
};
