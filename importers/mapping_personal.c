#include "importers/mapping_label.h"

#include "base/text.h"

bool ltp_header_is_personal(const char *header)
{
    static const char *const words[] = {
        "contact",
        "contacts",
        "contacto",
        "contato",
        "email",
        "e mail",
        "mail",
        "courriel",
        "correo",
        "telephone",
        "tel",
        "phone",
        "mobile",
        "gsm",
        "whatsapp",
        "telefono",
        "telefone",
        "celular",
        "cellulaire",
        "point focal",
        "focal point",
        "punto focal",
        "personne ressource",
        "prenom",
        "prenoms",
        "surname",
        "first name",
        "last name",
        "enqueteur",
        "enumerator",
        "submitted by",
        "username",
        "deviceid",
        "phonenumber",
        "repondant",
        "respondent",
        "nom du responsable",
        "chef de menage",
        "reporting officer",
        "persona enlace",
        "data collector",
        "agent de saisie",
        "encuestador",
        "entrevistado",
    };
    char *folded = ltp_text_folded(header);
    bool personal = false;
    for (size_t i = 0; folded && !personal && i < sizeof words / sizeof *words; i++)
        personal = ltp_text_has_word(folded, words[i]);
    ltp_free(folded);
    return personal;
}
