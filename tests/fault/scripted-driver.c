/*
 * A PKCS#11 module that does what its script says: with one token, one certificate and up to two keys of its own, or as
 * a shell around another module, whose calls it passes on. The script is a text file of lines "key value", read again
 * for every call, so a test can change the driver's mind while it runs:
 *   wrap <path>       the other module (read once); the lines about certificate and keys are not used then
 *   context-login <hex CKR>  what only the context-specific login answers
 *   softhsm-conf <path>  configuration for a wrapped SoftHSM, other than the one of the process
 *   C_<call> hang | abort | segv | exit | <hex CKR>      what that call does
 *   vanish C_<call>   the token is pulled at that call and stays away while the line is there
 *   absent 1          no token is plugged in       no-reader 1       there are no slots at all
 *   flags <hex>       CK_TOKEN_INFO flags          flags-after-login <hex>  the same once C_Login was called
 *   cert <path>       DER of the certificate       private-cert 1           shown only after login
 *   cert-id, key-id, key2-id <hex>                 label, key-label, key2-label <text>
 *   always-auth 1     the key asks again           garbage-length 1         success with an impossible length
 *   sign-length <hex> length that C_Sign answers
 *   slow-unload 1     the library needs 15 s to be unloaded at the end of its process
 *   pss 1             CKM_RSA_PKCS_PSS is listed   serial <text>            serial number of the token
 * Every call is appended to the log as its name, C_Login with its user type.
 * Like drivers reported from Vietnamese CAs it answers length 0 when asked for a size with a NULL pointer.
 * Compile with -DSCRIPT="…" -DLOG="…".
 */
#define _DEFAULT_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long U;
typedef struct { U type; void *value; U length; } Attribute;

typedef struct { unsigned char version[2]; void *call[68]; } Functions;

/** The wrapped module, if any. */
static Functions *real;
#define REAL(index, ...) do { if (real) return ((U (*)())real->call[index])(__VA_ARGS__); } while (0)

static int vanished, logged_in, login_called, always_auth_pending;
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

/** Calls that work without a token, or end what was begun. */
static int needs_token(const char *name) {
	static const char *calm[] = {"C_Initialize", "C_Finalize", "C_GetInfo", "C_GetSlotList", "C_GetSlotInfo"};
	for (U index = 0; index < sizeof calm / sizeof *calm; index++) if (strcmp(name, calm[index]) == 0) return 0;
	return 1;
}

static U act(const char *name, const char *detail) {
	char value[256];
	FILE *log = fopen(LOG, "a");
	fprintf(log, "%s%s\n", name, detail);
	fclose(log);
	if (!option("vanish", value, sizeof value)) vanished = 0;
	else if (strcmp(value, name) == 0) vanished = 1;
	if (vanished && needs_token(name)) return 0x32;
	if (!option(name, value, sizeof value)) return 0;
	if (strcmp(value, "segv") == 0) raise(SIGSEGV);
	if (strcmp(value, "hang") == 0) for (;;) sleep(1);
	if (strcmp(value, "abort") == 0) abort();
	if (strcmp(value, "exit") == 0) _exit(7);
	return strtoul(value, NULL, 16);
}
#define ACT(name) do { U scripted = act(name, ""); if (scripted) return scripted; } while (0)

static U initialize(void *args) { ACT("C_Initialize"); REAL(0, args); return 0; }
static U finalize(void *args) { ACT("C_Finalize"); REAL(1, args); logged_in = 0; return 0; }

static void padded(char *into, size_t size, const char *text) {
	memset(into, ' ', size);
	memcpy(into, text, strlen(text) < size ? strlen(text) : size);
}

static U get_info(void *into) {
	char *info = into;
	ACT("C_GetInfo");
	REAL(2, into);
	memset(info, 0, 88);
	memcpy(info, "\2\50", 2);
	padded(info + 2, 32, "Test");
	padded(info + 48, 32, "Scripted driver");
	memcpy(info + 80, "\3\1", 2);
	return 0;
}

static U slot_list(unsigned char present, U *list, U *count) {
	ACT("C_GetSlotList");
	if (number("no-reader", 0) || (present && (vanished || number("absent", 0)))) { *count = 0; return 0; }
	REAL(4, present, list, count);
	if (!list) { *count = 0; return 0; }
	list[0] = 5;
	*count = 1;
	return 0;
}

static U slot_info(U slot, void *into) {
	char *info = into;
	ACT("C_GetSlotInfo");
	if (real) {
		U result = ((U (*)())real->call[5])(slot, into);
		if (result) return result;
	} else {
		memset(info, 0, 112);
		padded(info, 64, "Scripted reader");
		padded(info + 64, 32, "Test");
		*(U *)(info + 96) = 7;
	}
	if (vanished || number("absent", 0)) *(U *)(info + 96) &= ~1ul;
	return 0;
}

static U token_info(U slot, void *into) {
	char serial[64] = "SCRIPTED1";
	char *info = into;
	U *numbers = (U *)(info + 96);
	(void)slot;
	ACT("C_GetTokenInfo");
	if (real) {
		U result = ((U (*)())real->call[6])(slot, into);
		/* The blank token that SoftHSM always shows stays blank. */
		if (!(numbers[0] & 0x400)) return result;
		numbers[0] = number("flags", numbers[0]);
		if (login_called) numbers[0] = number("flags-after-login", numbers[0]);
		return result;
	}
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
	ACT("C_GetMechanismList");
	REAL(7, slot, list, count);
	list[0] = 1;
	list[1] = 0xd;
	*count = number("pss", 0) ? 2 : 1;
	return 0;
}

static U open_session(U slot, U flags, void *app, void *notify, U *session) {
	ACT("C_OpenSession");
	REAL(12, slot, flags, app, notify, session);
	if (flags & 2) return 0xe2; /* CKR_TOKEN_WRITE_PROTECTED: refuses read-write sessions */
	*session = 77;
	return 0;
}
static U close_session(U session) { ACT("C_CloseSession"); REAL(13, session); logged_in = 0; return 0; }

static U login(U session, U user, const char *pin, U length) {
	char detail[16];
	U scripted;
	login_called = 1;
	snprintf(detail, sizeof detail, " %lu%s", user, pin ? "" : " pad");
	scripted = act("C_Login", detail);
	if (scripted) return scripted;
	if (user == 2 && (scripted = number("context-login", 0))) return scripted;
	REAL(18, session, user, pin, length);
	if (pin && (length != 8 || memcmp(pin, "12345678", 8) != 0)) return 0xa0;
	if (user == 2) always_auth_pending = 0;
	logged_in = 1;
	return 0;
}
static U logout(U session) { ACT("C_Logout"); REAL(19, session); logged_in = 0; return 0; }

static U find_init(U session, Attribute *filter, U count) {
	char value[64];
	U class = *(U *)filter[0].value;
	ACT("C_FindObjectsInit");
	REAL(26, session, filter, count);
	found_count = found_next = 0;
	if (class == 1 && (logged_in || !number("private-cert", 0))) found[found_count++] = 1;
	if (class == 3 && logged_in) {
		if (!option("key-id", value, sizeof value) || strcmp(value, "none") != 0) found[found_count++] = 2;
		if (option("key2-id", value, sizeof value)) found[found_count++] = 3;
	}
	return 0;
}
static U find(U session, U *objects, U max, U *count) {
	ACT("C_FindObjects");
	REAL(27, session, objects, max, count);
	*count = 0;
	while (found_next < found_count && *count < max) objects[(*count)++] = found[found_next++];
	return 0;
}
static U find_final(U session) { ACT("C_FindObjectsFinal"); REAL(28, session); return 0; }

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
	ACT("C_GetAttributeValue");
	if (real && number("garbage-length", 0)) { attribute->length = 0x7fffffff; return 0; }
	REAL(24, session, object, attribute, count);
	if (!attribute->value) act("NULL size query", "");
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
	ACT("C_SignInit");
	REAL(42, session, mechanism, key);
	signing_key = key;
	always_auth_pending = number("always-auth", 0) ? 1 : 0;
	return 0;
}
static U sign(U session, const void *data, U length, unsigned char *signature, U *signature_length) {
	ACT("C_Sign");
	if (real) {
		U result = ((U (*)())real->call[43])(session, data, length, signature, signature_length);
		*signature_length = number("sign-length", *signature_length);
		return result;
	}
	if (!logged_in || always_auth_pending) return 0x101;
	memset(signature, (int)signing_key, 256);
	*signature_length = number("sign-length", 256);
	return 0;
}

__attribute__((destructor)) static void unload(void) { if (number("slow-unload", 0)) sleep(15); }

static U not_supported(void) { return 0x54; }

static Functions list;

U C_GetFunctionList(void **into) {
	char path[4096];
	int index;
	if (option("softhsm-conf", path, sizeof path)) setenv("SOFTHSM2_CONF", path, 1);
	if (option("wrap", path, sizeof path) && !real) {
		void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
		U (*functions)(Functions **) = library ? (U (*)(Functions **))dlsym(library, "C_GetFunctionList") : 0;
		if (!functions || functions(&real)) return 6;
	}
	list.version[0] = 2;
	list.version[1] = 40;
	for (index = 0; index < 68; index++) list.call[index] = real ? real->call[index] : (void *)not_supported;
	list.call[0] = (void *)initialize;
	list.call[1] = (void *)finalize;
	list.call[2] = (void *)get_info;
	list.call[4] = (void *)slot_list;
	list.call[5] = (void *)slot_info;
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
