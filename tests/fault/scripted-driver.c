/*
 * A PKCS#11 module with one token, one certificate and up to two keys that does what its script says. The script is a
 * text file of lines "key value", read again for every call, so a test can change the driver's mind while it runs:
 *   C_<call> hang | abort | exit | <hex CKR>      what that call does
 *   flags <hex>       CK_TOKEN_INFO flags          flags-after-login <hex>  the same once C_Login was called
 *   cert <path>       DER of the certificate       private-cert 1           shown only after login
 *   cert-id, key-id, key2-id <hex>                 label, key-label, key2-label <text>
 *   always-auth 1     the key asks again           garbage-length 1         success with an impossible length
 *   pss 1             CKM_RSA_PKCS_PSS is listed   serial <text>            serial number of the token
 * Every call is appended to the log as its name, C_Login with its user type.
 * Like drivers reported from Vietnamese CAs it answers length 0 when asked for a size with a NULL pointer.
 * Compile with -DSCRIPT="…" -DLOG="…".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long U;
typedef struct { U type; void *value; U length; } Attribute;

static int logged_in, login_called, always_auth_pending;
static U found[8], found_count, found_next;

static int option(const char *key, char *value, size_t size) {
	char line[4096];
	FILE *script = fopen(SCRIPT, "r");
	int hit = 0;
	size_t length = strlen(key);
	if (!script) return 0;
	while (fgets(line, sizeof line, script)) {
		if (strncmp(line, key, length) != 0 || line[length] != ' ') continue;
		line[strcspn(line, "\n")] = 0;
		snprintf(value, size, "%s", line + length + 1);
		hit = 1;
	}
	fclose(script);
	return hit;
}

static U number(const char *key, U otherwise) {
	char value[256];
	return option(key, value, sizeof value) ? strtoul(value, NULL, 16) : otherwise;
}

static U act(const char *name, const char *detail) {
	char value[256];
	FILE *log = fopen(LOG, "a");
	fprintf(log, "%s%s\n", name, detail);
	fclose(log);
	if (!option(name, value, sizeof value)) return 0;
	if (strcmp(value, "hang") == 0) for (;;) sleep(1);
	if (strcmp(value, "abort") == 0) abort();
	if (strcmp(value, "exit") == 0) _exit(7);
	return strtoul(value, NULL, 16);
}
#define ACT(name) do { U scripted = act(name, ""); if (scripted) return scripted; } while (0)

static U initialize(void *args) { (void)args; ACT("C_Initialize"); return 0; }
static U finalize(void *args) { (void)args; ACT("C_Finalize"); logged_in = 0; return 0; }

static U slot_list(unsigned char present, U *list, U *count) {
	(void)present;
	ACT("C_GetSlotList");
	if (!list) { *count = 0; return 0; }
	list[0] = 5;
	*count = 1;
	return 0;
}

static void padded(char *into, size_t size, const char *text) {
	memset(into, ' ', size);
	memcpy(into, text, strlen(text) < size ? strlen(text) : size);
}

static U token_info(U slot, void *into) {
	char serial[64] = "SCRIPTED1";
	char *info = into;
	U *numbers = (U *)(info + 96);
	(void)slot;
	ACT("C_GetTokenInfo");
	option("serial", serial, sizeof serial);
	padded(info, 32, "Scripted token");
	padded(info + 32, 32, "Test");
	padded(info + 64, 16, "Model");
	padded(info + 80, 16, serial);
	memset(numbers, 0, 11 * sizeof(U));
	numbers[0] = number("flags", 0x40d);
	if (login_called) numbers[0] = number("flags-after-login", numbers[0]);
	numbers[5] = 16;
	numbers[6] = 6;
	return 0;
}

static U mechanism_list(U slot, U *list, U *count) {
	(void)slot;
	ACT("C_GetMechanismList");
	list[0] = 1;
	list[1] = 0xd;
	*count = number("pss", 0) ? 2 : 1;
	return 0;
}

static U open_session(U slot, U flags, void *app, void *notify, U *session) {
	(void)slot; (void)app; (void)notify;
	ACT("C_OpenSession");
	if (flags & 2) return 0xe2; /* CKR_TOKEN_WRITE_PROTECTED: refuses read-write sessions */
	*session = 77;
	return 0;
}
static U close_session(U session) { (void)session; ACT("C_CloseSession"); logged_in = 0; return 0; }

static U login(U session, U user, const char *pin, U length) {
	char detail[16];
	U scripted;
	(void)session;
	login_called = 1;
	snprintf(detail, sizeof detail, " %lu%s", user, pin ? "" : " pad");
	scripted = act("C_Login", detail);
	if (scripted) return scripted;
	if (pin && (length != 8 || memcmp(pin, "12345678", 8) != 0)) return 0xa0;
	if (user == 2) always_auth_pending = 0;
	logged_in = 1;
	return 0;
}
static U logout(U session) { (void)session; ACT("C_Logout"); logged_in = 0; return 0; }

static U find_init(U session, Attribute *filter, U count) {
	char value[64];
	U class = *(U *)filter[0].value;
	(void)session; (void)count;
	ACT("C_FindObjectsInit");
	found_count = found_next = 0;
	if (class == 1 && (logged_in || !number("private-cert", 0))) found[found_count++] = 1;
	if (class == 3 && logged_in) {
		if (!option("key-id", value, sizeof value) || strcmp(value, "none") != 0) found[found_count++] = 2;
		if (option("key2-id", value, sizeof value)) found[found_count++] = 3;
	}
	return 0;
}
static U find(U session, U *objects, U max, U *count) {
	(void)session;
	ACT("C_FindObjects");
	*count = 0;
	while (found_next < found_count && *count < max) objects[(*count)++] = found[found_next++];
	return 0;
}
static U find_final(U session) { (void)session; ACT("C_FindObjectsFinal"); return 0; }

static U answer(Attribute *attribute, const void *value, U length) {
	if (number("garbage-length", 0)) { attribute->length = 0x7fffffff; return 0; }
	if (!attribute->value) { attribute->length = 0; return 0; }
	if (attribute->length < length) { attribute->length = (U)-1; return 0x150; }
	memcpy(attribute->value, value, length);
	attribute->length = length;
	return 0;
}

static U get_attribute(U session, U object, Attribute *attribute, U count) {
	static unsigned char bytes[200000];
	static const char *id_keys[] = {"", "cert-id", "key-id", "key2-id"};
	static const char *label_keys[] = {"", "label", "key-label", "key2-label"};
	char text[4096] = "";
	U rsa = 0, length = 0;
	(void)session; (void)count;
	ACT("C_GetAttributeValue");
	switch (attribute->type) {
		case 0x11: {
			FILE *file;
			option("cert", text, sizeof text);
			file = fopen(text, "rb");
			if (!file) return 5;
			length = fread(bytes, 1, sizeof bytes, file);
			fclose(file);
			return answer(attribute, bytes, length);
		}
		case 0x102:
			option(id_keys[object], text, sizeof text);
			for (; text[2 * length] && text[2 * length + 1]; length++) {
				unsigned int byte;
				sscanf(text + 2 * length, "%2x", &byte);
				bytes[length] = (unsigned char)byte;
			}
			return answer(attribute, bytes, length);
		case 3:
			option(label_keys[object], text, sizeof text);
			return answer(attribute, text, strlen(text));
		case 0x100:
			return answer(attribute, &rsa, sizeof rsa);
		case 0x202:
			bytes[0] = number("always-auth", 0) ? 1 : 0;
			return answer(attribute, bytes, 1);
		default:
			return 0x12;
	}
}

static U signing_key;
static U sign_init(U session, void *mechanism, U key) {
	(void)session; (void)mechanism;
	ACT("C_SignInit");
	signing_key = key;
	always_auth_pending = number("always-auth", 0) ? 1 : 0;
	return 0;
}
static U sign(U session, const void *data, U length, unsigned char *signature, U *signature_length) {
	(void)session; (void)data; (void)length;
	ACT("C_Sign");
	if (!logged_in || always_auth_pending) return 0x101;
	memset(signature, (int)signing_key, 256);
	*signature_length = number("sign-length", 256);
	return 0;
}

static U not_supported(void) { return 0x54; }

static struct { unsigned char version[2]; void *call[68]; } list;

U C_GetFunctionList(void **into) {
	int index;
	list.version[0] = 2;
	list.version[1] = 40;
	for (index = 0; index < 68; index++) list.call[index] = (void *)not_supported;
	list.call[0] = (void *)initialize;
	list.call[1] = (void *)finalize;
	list.call[4] = (void *)slot_list;
	list.call[6] = (void *)token_info;
	list.call[7] = (void *)mechanism_list;
	list.call[12] = (void *)open_session;
	list.call[13] = (void *)close_session;
	list.call[18] = (void *)login;
	list.call[19] = (void *)logout;
	list.call[24] = (void *)get_attribute;
	list.call[26] = (void *)find_init;
	list.call[27] = (void *)find;
	list.call[28] = (void *)find_final;
	list.call[42] = (void *)sign_init;
	list.call[43] = (void *)sign;
	*into = &list;
	return 0;
}
